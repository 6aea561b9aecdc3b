/**
 * The rules that come with the program, with their tables. A bundle has another module in place of this
 * one, which reads both from a text that was made when it was built (scripts/build.ts).
 */
import { compileTables, type TabledRules } from './detect/tables.ts';
import { rules } from './rules/index.ts';

let made: TabledRules | null = null;

/** The same objects at every call. */
export const builtIn = (): TabledRules => (made ??= { rules, tables: compileTables(rules) });
