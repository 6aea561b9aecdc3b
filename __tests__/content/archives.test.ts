/** Archives as the real tools make them: each secret is found at its exact nested path. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openFiles } from './support/opened.ts';
import { Workshop, fetched, has, pythonWith, secretLine } from './support/workshop.ts';

const shop = new Workshop();
const line = secretLine();
// Long enough that no decoder can do it in one call, and not so regular that it packs to nothing.
const long = Array.from({ length: 40_000 }, (_, i) => `${i} ${(i * 7919) % 1009}\n`).join('');
const settings = `${long}${line}\n`;

beforeAll(() => {
  shop.file('in/conf/app.env', settings).file('in/readme.txt', 'nothing here\n');
  shop.file('secret.txt', settings);
});
afterAll(() => shop.remove());

async function open(name: string, bytes: Uint8Array, chunk?: number) {
  const opened = await openFiles({ [name]: bytes }, chunk === undefined ? {} : { chunk });
  expect(opened.unread).toEqual([]);
  expect(opened.unopened).toEqual([]);
  return opened.texts;
}

describe.each([
  ['gzip', 'gz'],
  ['zstd', 'zst'],
  ['xz', 'xz'],
  ['bzip2', 'bz2'],
])('%s', (tool, ending) => {
  const real = has(tool) ? test : test.skip;

  real.each([undefined, 1000, 7])('a single file, written in chunks of %p', async (chunk) => {
    const bytes = shop.run(`${tool} -c secret.txt`);
    const texts = await open(`var/log/app.log.${ending}`, bytes, chunk);
    expect(texts.text(`var/log/app.log.${ending}!/app.log`)).toBe(settings);
  });

  real('a tar, whose files need no step for the tar', async () => {
    const bytes = shop.run(`tar -C in -c . | ${tool} -c`);
    const texts = await open(`backup.tar.${ending}`, bytes);
    expect(texts.text(`backup.tar.${ending}!/conf/app.env`)).toBe(settings);
    expect(texts.text(`backup.tar.${ending}!/readme.txt`)).toBe('nothing here\n');
    expect(texts.text(`backup.tar.${ending}!/(names)`)).toContain('conf/app.env');
  });

  real('several streams, one behind the other', async () => {
    const bytes = shop.run(`${tool} -c secret.txt; echo ${line} | ${tool} -c`);
    const texts = await open(`a.${ending}`, bytes);
    expect(texts.text(`a.${ending}!/a`)).toBe(`${settings}${line}\n`);
  });

  real('one that is cut is told, and what came before is searched', async () => {
    const whole = shop.run(`${tool} -c secret.txt`);
    const { texts, unopened, unread } = await openFiles({ a: whole.subarray(0, -20) });
    expect(unread).toEqual([]);
    expect(unopened).toHaveLength(1);
    expect(texts.text('a')).toHaveLength(whole.subarray(0, -20).toString('utf8').length);
  });
});

describe('xz', () => {
  const real = has('xz') ? test : test.skip;
  real.each([
    '-0',
    '-9e',
    '--lzma2=lc=0,lp=2,pb=0',
    '--x86 --lzma2',
    '--check=sha256',
    '-T2 --block-size=50000',
  ])('made with %s', async (options) => {
    const texts = await open('a.xz', shop.run(`xz -c ${options} secret.txt`));
    expect(texts.text('a.xz!/a')).toBe(settings);
  });

  real('an xz inside an xz', async () => {
    const texts = await open('a.xz.xz', shop.run('xz -c secret.txt | xz -c'));
    expect(texts.text('a.xz.xz!/a.xz!/a')).toBe(settings);
  });
});

describe('bzip2', () => {
  const real = has('bzip2') ? test : test.skip;
  real('several blocks, and long runs', async () => {
    const text = `${'a'.repeat(3_000_000)}${settings}${'\0'.repeat(700)}${line}`;
    shop.file('long', text);
    for (const level of ['-1', '-9']) {
      const texts = await open('a.bz2', shop.run(`bzip2 ${level} -c long`));
      expect(texts.text('a.bz2!/a')).toBe(text);
    }
  });
});

describe('the zip family', () => {
  const real = has('zip', 'jar') ? test : test.skip;

  real.each([undefined, 1000, 7])('a zip, written in chunks of %p', async (chunk) => {
    const bytes = shop.run('cd in; rm -f ../a.zip; zip -qr ../a.zip .; cat ../a.zip');
    const texts = await open('a.zip', bytes, chunk);
    expect(texts.text('a.zip!/conf/app.env')).toBe(settings);
    expect(texts.text('a.zip!/readme.txt')).toBe('nothing here\n');
  });

  real.each(['-0', '-9', '-fd', '-fz', '-0 -fz', '-Z bzip2'])(
    'a zip made with %s',
    async (options) => {
      const bytes = shop.run(`cd in; rm -f ../b.zip; zip -qr ${options} ../b.zip .; cat ../b.zip`);
      const texts = await open('b.zip', bytes);
      expect(texts.text('b.zip!/conf/app.env')).toBe(settings);
    },
  );

  real('a zip on a pipe, whose sizes come behind the data', async () => {
    for (const options of ['', '-0']) {
      const bytes = shop.run(`cd in; zip -qr ${options} - . | cat`);
      const texts = await open('c.zip', bytes);
      expect(texts.text('c.zip!/conf/app.env')).toBe(settings);
      expect(texts.text('c.zip!/readme.txt')).toBe('nothing here\n');
    }
  });

  real('a jar in a jar', async () => {
    const bytes = shop.run(
      'jar cf lib.jar -C in conf; mkdir -p war/BOOT-INF/lib; cp lib.jar war/BOOT-INF/lib/x.jar;' +
        'jar c0f app.jar -C war BOOT-INF; cat app.jar',
    );
    const texts = await open('opt/app.jar', bytes);
    expect(texts.text('opt/app.jar!/BOOT-INF/lib/x.jar!/conf/app.env')).toBe(settings);
    expect(texts.paths()).toContain('opt/app.jar!/META-INF/MANIFEST.MF');
  });

  real('a self-extracting one, and one behind a program', async () => {
    const zip = shop.run('cd in; rm -f ../a.zip; zip -qr ../a.zip .; cat ../a.zip');
    const script = await open('run', Buffer.concat([Buffer.from('#!/usr/bin/python3\n'), zip]));
    expect(script.text('run!/conf/app.env')).toBe(settings);
    const program = await open('bin', Buffer.concat([shop.run('cat /bin/true'), zip]), 333);
    expect(program.text('bin!/conf/app.env')).toBe(settings);
  });

  real('an encrypted entry is unopened, the others are read', async () => {
    const bytes = shop.run(
      'cd in; rm -f ../d.zip; zip -q -P hush ../d.zip conf/app.env; zip -q ../d.zip readme.txt; cat ../d.zip',
    );
    const { texts, unopened } = await openFiles({ 'd.zip': bytes });
    expect(unopened).toEqual(['d.zip!/conf/app.env: it is encrypted']);
    expect(texts.text('d.zip!/readme.txt')).toBe('nothing here\n');
  });

  real('an entry that the directory leaves out is read', async () => {
    const first = shop.run('cd in; rm -f ../e.zip; zip -q ../e.zip conf/app.env; cat ../e.zip');
    const second = shop.run('cd in; rm -f ../f.zip; zip -q ../f.zip readme.txt; cat ../f.zip');
    // The first archive without its directory: unzip sees only the second.
    const end = first.lastIndexOf(Buffer.from('PK\x01\x02'));
    const { texts, unread } = await openFiles({
      'e.zip': Buffer.concat([first.subarray(0, end), second]),
    });
    expect(texts.text('e.zip!/conf/app.env')).toBe(settings);
    expect(texts.text('e.zip!/readme.txt')).toBe('nothing here\n');
    expect(unread).toEqual([]);
  });
});

describe('tar and cpio', () => {
  test.each(['gnu', 'pax', 'ustar'])('a tar of format %s in a file', async (format) => {
    const texts = await open('a.bin', shop.run(`tar -C in --format=${format} -c .`));
    expect(texts.text('a.bin!/conf/app.env')).toBe(settings);
  });

  (has('cpio') ? test : test.skip).each(['newc', 'crc', 'odc', 'bin'])(
    'a cpio of format %s, plain and gzipped',
    async (format) => {
      const bytes = shop.run(`cd in; find . | cpio -o --quiet -H ${format}`);
      expect((await open('a', bytes)).text('a!/conf/app.env')).toBe(settings);
      const packed = shop.run(`cd in; find . | cpio -o --quiet -H ${format} | gzip`);
      expect((await open('boot/initrd.img', packed)).text('boot/initrd.img!/conf/app.env')).toBe(
        settings,
      );
    },
  );
});

describe('packages', () => {
  (has('dpkg-deb') ? test : test.skip).each(['xz', 'gzip', 'zstd', 'none'])(
    'a Debian package packed with %s',
    async (packing) => {
      shop.file('deb/etc/app.env', settings);
      shop.file(
        'deb/DEBIAN/control',
        'Package: a\nVersion: 1\nArchitecture: all\nMaintainer: a <a@b.c>\nDescription: a\n',
      );
      shop
        .file('deb/DEBIAN/postinst', `#!/bin/sh\n# ${line}\n`)
        .run('chmod 755 deb/DEBIAN/postinst');
      const bytes = shop.run(
        `dpkg-deb --root-owner-group -Z${packing} -b deb a.deb >/dev/null; cat a.deb`,
      );
      const texts = await open('a.deb', bytes);
      const ending = { xz: '.xz', gzip: '.gz', zstd: '.zst', none: '' }[packing];
      expect(texts.text(`a.deb!/data.tar${ending}!/etc/app.env`)).toBe(settings);
      expect(texts.text(`a.deb!/control.tar${ending}!/postinst`)).toContain(line);
    },
  );

  (has('rpmbuild') ? test : test.skip).each(['w9.gzdio', 'w6.xzdio', 'w19.zstdio', 'w9.bzdio'])(
    'an RPM package with payload %s',
    async (payload) => {
      shop.file(
        'a.spec',
        'Name: a\nVersion: 1\nRelease: 1\nSummary: a\nLicense: MIT\nBuildArch: noarch\n%description\na\n' +
          `%install\nmkdir -p %{buildroot}/etc\ncp ${shop.folder}/secret.txt %{buildroot}/etc/app.env\n%files\n/etc/app.env\n`,
      );
      shop.run(
        `rpmbuild -bb --define "_topdir $PWD/rpm" --define "_binary_payload ${payload}" a.spec`,
      );
      const bytes = shop.run('cat rpm/RPMS/noarch/a-1-1.noarch.rpm');
      const texts = await open('a.rpm', bytes);
      expect(texts.text('a.rpm!/etc/app.env')).toBe(settings);
    },
  );

  (has('gem') ? test : test.skip)('a gem', async () => {
    shop
      .file('gem/lib/a.rb', settings)
      .file(
        'gem/a.gemspec',
        "Gem::Specification.new { |s| s.name='a'; s.version='1'; s.summary='a'; s.authors=['a']; s.files=['lib/a.rb'] }",
      );
    const bytes = shop.run('cd gem; gem build -q a.gemspec >/dev/null 2>&1; cat a-1.gem');
    expect((await open('a.gem', bytes)).text('a.gem!/data.tar.gz!/lib/a.rb')).toBe(settings);
  });

  (has('npm') ? test : test.skip)('an npm package', async () => {
    shop.file('npm/package.json', '{"name":"a","version":"1.0.0"}').file('npm/.env', settings);
    const bytes = shop.run('cd npm; npm pack --silent >/dev/null; cat a-1.0.0.tgz');
    expect((await open('a.tgz', bytes)).text('a.tgz!/package/.env')).toBe(settings);
  });

  (has('cargo') ? test : test.skip)('a crate', async () => {
    shop
      .file('crate/Cargo.toml', '[package]\nname="a"\nversion="1.0.0"\nedition="2021"\n')
      .file('crate/src/lib.rs', `// ${settings}`.replaceAll('\n', '\n// '));
    const bytes = shop.run(
      'cd crate; cargo package --offline --no-verify --allow-dirty -q 2>/dev/null; cat target/package/a-1.0.0.crate',
    );
    expect((await open('a.crate', bytes)).text('a.crate!/a-1.0.0/src/lib.rs')).toContain(line);
  });

  const setup = (): void => {
    shop
      .file(
        'py/setup.py',
        'from setuptools import setup\nsetup(name="a", version="1", packages=["a"], package_data={"a": ["app.env"]})\n',
      )
      .file('py/a/__init__.py', '')
      .file('py/a/app.env', settings);
  };

  const setuptools = pythonWith('setuptools');
  (setuptools === null ? test.skip : test)('an egg', async () => {
    setup();
    shop.run(`cd py; ${setuptools} setup.py -q bdist_egg 2>/dev/null; cp dist/*.egg ../a.egg`);
    expect((await open('a.egg', shop.read('a.egg'))).text('a.egg!/a/app.env')).toBe(settings);
  });

  (has('python3') ? test : test.skip)('a wheel', async () => {
    setup();
    // Where PyPI has no tool to build with, a zip of the same shape.
    const built = fetched(shop, 'python3 -m pip wheel -q --no-deps -w wheels ./py');
    if (built === null) shop.run('mkdir -p wheels; cd py; python3 -m zipfile -c ../wheels/a.whl a');
    shop.run('cp wheels/*.whl a.whl');
    expect((await open('a.whl', shop.read('a.whl'))).text('a.whl!/a/app.env')).toBe(settings);
  });

  (has('jar', 'javac') ? test : test.skip)(
    'a war: settings, a jar of its own, and a page',
    async () => {
      shop
        .file('war/WEB-INF/classes/application.properties', settings)
        .file('war/WEB-INF/web.xml', `<web-app><!-- ${line} --></web-app>`);
      shop.run(
        'mkdir -p war/WEB-INF/lib; jar cf war/WEB-INF/lib/x.jar -C in conf; jar cf app.war -C war .',
      );
      const texts = await open('app.war', shop.read('app.war'));
      expect(texts.text('app.war!/WEB-INF/classes/application.properties')).toBe(settings);
      expect(texts.text('app.war!/WEB-INF/web.xml')).toContain(line);
      expect(texts.text('app.war!/WEB-INF/lib/x.jar!/conf/app.env')).toBe(settings);
    },
  );

  const vsce = fetched(
    shop,
    'npm install --silent --no-audit --no-fund --prefix vsce @vscode/vsce@3.6.2',
  );
  (vsce === null ? test.skip : test)('a vsix by @vscode/vsce (npm)', async () => {
    shop
      .file(
        'vs/package.json',
        '{"name":"a","publisher":"p","version":"1.0.0","engines":{"vscode":"^1.50.0"},"main":"./out/a.js",' +
          '"activationEvents":["*"],"repository":"https://example.org/a"}',
      )
      .file('vs/out/a.js', `// ${line}\nexports.a = 1;\n`)
      .file('vs/data/app.env', settings)
      .file('vs/LICENSE', 'MIT')
      .file('vs/README.md', '# a\n');
    shop.run('cd vs; ../vsce/node_modules/.bin/vsce package -o ../a.vsix');
    const texts = await open('a.vsix', shop.read('a.vsix'));
    expect(texts.text('a.vsix!/extension/out/a.js')).toContain(line);
    expect(texts.text('a.vsix!/extension/data/app.env')).toBe(settings);
  });

  (has('zip') ? test : test.skip)('a nupkg', async () => {
    const about =
      '<?xml version="1.0"?><package><metadata><id>A</id><version>1.0.0</version><authors>a</authors>' +
      '<description>a</description></metadata><files><file src="appsettings.json" target="content"/></files></package>';
    shop.file('nu/A.nuspec', about).file('nu/appsettings.json', settings);
    // Without NuGet (Debian's runs on Mono) a zip of the same shape, as the Open Packaging Conventions ask.
    if (has('nuget')) shop.run('cd nu; nuget pack A.nuspec; mv A.1.0.0.nupkg ../a.nupkg');
    else {
      shop
        .file('nu/[Content_Types].xml', '<Types/>')
        .file('nu/_rels/.rels', '<Relationships/>')
        .file('nu/content/appsettings.json', settings)
        .run('cd nu; rm -f ../a.nupkg; zip -qr ../a.nupkg . -x appsettings.json');
    }
    const texts = await open('a.nupkg', shop.read('a.nupkg'));
    expect(texts.text('a.nupkg!/content/appsettings.json')).toBe(settings);
    expect(texts.text('a.nupkg!/A.nuspec')).toContain('<id>A</id>');
  });

  (has('7z') ? test : test.skip)('a 7z is told as unopened', async () => {
    const bytes = shop.run('rm -f a.7z; 7z a -bso0 a.7z in >/dev/null; cat a.7z');
    const { unopened } = await openFiles({ 'a.7z': bytes });
    expect(unopened).toEqual(['a.7z: a 7z archive, not opened here']);
  });
});

describe('an image inside the image', () => {
  (has('podman') ? test : test.skip)('a docker-archive', async () => {
    shop.run(
      'tar -C in -c . > root.tar; podman import -q root.tar localhost/inner:1 2>/dev/null; podman save -q --format docker-archive -o inner.tar localhost/inner:1; podman rmi -f localhost/inner:1 >/dev/null',
    );
    const { texts, unopened } = await openFiles({ 'srv/inner.tar': shop.read('inner.tar') });
    expect(unopened).toEqual([]);
    const path = texts.paths().find((one) => one.endsWith('!/conf/app.env'));
    expect(path).toMatch(/^srv\/inner\.tar!\/[0-9a-f]{64}\.tar!\/conf\/app\.env$/);
  });
});
