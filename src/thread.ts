/**
 * The door of a thread that this program starts for itself. It is bundled apart from the front doors, since
 * every thread evaluates all of its file anew.
 */
import { builtIn } from './built-in.ts';
import { ownThread } from './host/threads.ts';
import { serveTexts } from './serve-texts.ts';

const thread = ownThread();
if (thread === null) throw new Error('dist/thread.js is for the threads that dockgate starts');
serveTexts(thread.port, thread.data, builtIn());
