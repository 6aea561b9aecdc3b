/** An image of rpm packages: what the packages brought is inherited, what was changed counts in full. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { hasRpm, RpmWorkshop, vagueLine } from '../packages/rpm-workshop.ts';
import { key, reasonToSkip, report, Workshop } from './engine.ts';

const described = reasonToSkip() === null && hasRpm ? describe : describe.skip;

described('an image of rpm packages', () => {
  const rpm = new RpmWorkshop();
  const workshop = new Workshop();
  afterAll(() => {
    rpm.remove();
    workshop.clean();
  });

  test('inherits what its database lists, whichever format that has', () => {
    const token = key('github-personal-access-token', 77);
    rpm.install([
      { package: 'tool', path: 'usr/share/tool/kept.ini', text: vagueLine() },
      { package: 'tool', path: 'usr/share/tool/token.ini', text: `${vagueLine()}t=${token}\n` },
      { package: 'tool', path: 'etc/tool/edited.ini', text: vagueLine(), attribute: '%config' },
      { package: 'old', path: 'etc/old.ini', text: vagueLine() },
      { package: 'closed', path: 'etc/closed.ini', text: vagueLine() },
    ]);
    const databases: [string, Buffer][] = [
      ['var/lib/rpm/rpmdb.sqlite', rpm.sqlite()],
      ['usr/lib/sysimage/rpm/Packages.db', rpm.ndb()],
      ['var/lib/rpm/Packages', rpm.berkeley(1234)],
    ];
    for (const [path, database] of databases) {
      const context = workshop.write({
        Dockerfile: 'FROM scratch\nCOPY busybox /bin/busybox\nCOPY root /\nCOPY own /\n',
        'own/etc/tool/edited.ini': vagueLine(),
        'own/etc/tool/unowned.ini': vagueLine(),
      });
      const root = join(context, 'root');
      cpSync(join(rpm.folder, 'root'), root, {
        recursive: true,
        filter: (from) => !from.endsWith('/var/lib/rpm'),
      });
      rpm.file('database', database);
      workshop.run('install', ['-D', join(rpm.folder, 'database'), join(root, path)]);
      const image = workshop.build(context, 'buildkit');
      const { report: told } = report([image], workshop.folder);
      const places = told.findings.flatMap((finding) =>
        finding.places.map((place) => ({ ...place, ...finding })),
      );
      const own = places.filter(({ rule }) => rule === 'assigned-password');
      // The package's edited.ini lies below the user's, unmodified: inherited.
      expect(own.map((place) => [place.path, place.layer, place.inherited]).sort()).toEqual([
        ['etc/closed.ini', 1, false],
        ['etc/tool/edited.ini', 2, false],
        ['etc/tool/unowned.ini', 2, false],
      ]);
      const specific = places.filter(({ rule }) => rule === 'github-personal-access-token');
      expect(specific.map((place) => [place.path, place.inherited])).toEqual([
        ['usr/share/tool/token.ini', true],
      ]);
      expect(told.findings).toHaveLength(4);
      // Of kept, token, old, and edited as it lies in the lower layer.
      expect(told.ledger.inheritedDropped).toBe(4);
    }
  });
});
