/**
 * Models as their own libraries write them. Debian's python3-onnx makes ONNX; safetensors and gguf come
 * from PyPI into the test's folder, and their tests are skipped where that cannot be reached.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openFiles } from './support/opened.ts';
import { Workshop, fetched, has, pythonWith, secret } from './support/workshop.ts';

const shop = new Workshop();
afterAll(() => shop.remove());

async function open(name: string, bytes: Uint8Array, chunk?: number) {
  const opened = await openFiles({ [name]: bytes }, chunk === undefined ? {} : { chunk });
  expect(opened.unread).toEqual([]);
  expect(opened.unopened).toEqual([]);
  return opened.texts;
}

function python(code: string, env: Record<string, string> = {}, command = 'python3'): void {
  shop.file('make.py', code).run(`${command} make.py`, env);
}

(has('python3') ? describe : describe.skip)('pickle', () => {
  const code = (protocol: number, entry: string, member: string, lone: string): string => `
import pickle, collections, array
class Settings:
    def __init__(self):
        self.client_secret = "${member}"
        self.numbers = list(range(3000))
        self.blob = array.array('d', range(9000))
value = {
    "model": "m", "big": "x" * 100000, "nested": [{"api_key": "${entry}"}, {"api_key": 7, "other": None}],
    "settings": Settings(), "tuple": ("${lone}", 1.5), "set": {1, 2}, "order": collections.OrderedDict(a=1),
    "long": 2 ** 700, "bytes": b"\\0\\1" * 50,
}
open("a.pkl", "wb").write(pickle.dumps(value, protocol=${protocol}))
`;

  test.each([0, 1, 2, 3, 4, 5])('protocol %p: a key and its value', async (protocol) => {
    const [entry, member, lone] = [secret(), secret(), secret()];
    python(code(protocol, entry, member, lone));
    for (const chunk of [undefined, 7]) {
      const texts = await open('srv/a.pkl', shop.read('a.pkl'), chunk);
      const lines = texts.text('srv/a.pkl!/strings')?.split('\n') ?? [];
      expect(lines).toContain(`api_key = "${entry}"`);
      expect(lines).toContain(`client_secret = "${member}"`);
      expect(lines).toContain(lone);
    }
  });

  test('a key that is written once and remembered for all other dictionaries', async () => {
    const values = Array.from({ length: 5 }, secret);
    const list = values.map((value) => `{"api_key": "${value}"}`).join(', ');
    for (const protocol of [0, 1, 2, 4]) {
      python(`import pickle\nopen("a.pkl", "wb").write(pickle.dumps([${list}], ${protocol}))`);
      const text = (await open('a.pkl', shop.read('a.pkl'))).text('a.pkl!/strings');
      for (const value of values) expect(text).toContain(`api_key = "${value}"\n`);
    }
  });

  test('several, one behind the other', async () => {
    const [first, second] = [secret(), secret()];
    python(
      `import pickle\nf = open("a.pkl", "wb")\nfor v in ("${first}", "${second}"): pickle.dump({"token": v}, f)`,
    );
    const texts = await open('a.pkl', shop.read('a.pkl'));
    expect(texts.text('a.pkl!/strings')).toBe(`token = "${first}"\ntoken = "${second}"\n`);
  });

  test('inside of a zip, as PyTorch saves', async () => {
    const value = secret();
    python(
      `import pickle, zipfile\nz = zipfile.ZipFile("a.pt", "w")\n` +
        `z.writestr("archive/data.pkl", pickle.dumps({"hub_token": "${value}"}, 2))\nz.close()`,
    );
    const texts = await open('a.pt', shop.read('a.pt'));
    expect(texts.text('a.pt!/archive/data.pkl!/strings')).toBe(`hub_token = "${value}"\n`);
  });

  test('ordinary files that begin alike are told nothing of', async () => {
    for (const text of [
      '(dp0\nand no more',
      'cmodule\nname\n(text follows here',
      '}q\0 and a text',
    ]) {
      await open('a', Buffer.from(text));
    }
  });
});

const onnx = pythonWith('onnx');
(onnx === null ? test.skip : test)('ONNX: properties, attributes, a description', async () => {
  const [property, attribute, doc] = [secret(), secret(), secret()];
  python(
    `
import onnx
from onnx import helper, TensorProto
x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])
y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
w = helper.make_tensor("w", TensorProto.FLOAT, [200000], bytes(800000), raw=True)
node = helper.make_node("Fetch", ["x"], ["y"], domain="a", api_token="${attribute}")
model = helper.make_model(helper.make_graph([node], "g", [x], [y], [w]), producer_name="trainer")
model.doc_string = "made with ${doc}"
helper.set_model_props(model, {"author": "a", "HF_TOKEN": "${property}"})
onnx.save(model, "a.onnx")
`,
    {},
    onnx as string,
  );
  for (const chunk of [undefined, 1000]) {
    const texts = await open('srv/a.onnx', shop.read('a.onnx'), chunk);
    const lines = texts.text('srv/a.onnx!/metadata')?.split('\n') ?? [];
    expect(lines).toContain(`HF_TOKEN = "${property}"`);
    expect(lines).toContain(`api_token = "${attribute}"`);
    expect(lines).toContain(`made with ${doc}`);
  }
});

const pip = { PYTHONPATH: `${shop.folder}/pip` };

const safetensors = fetched(
  shop,
  'python3 -m pip install -q --no-deps --target pip safetensors==0.5.3',
);
(safetensors === null ? test.skip : test)('safetensors (PyPI)', async () => {
  const [plain, inner] = [secret(), secret()];
  python(
    `import json\nfrom safetensors import serialize_file\n` +
      `serialize_file({"w": {"dtype": "float32", "shape": [25000], "data": bytes(100000)}}, "a.safetensors",` +
      ` {"hf_token": "${plain}", "config": json.dumps({"api_key": "${inner}"})})`,
    pip,
  );
  const texts = await open('srv/a.safetensors', shop.read('a.safetensors'), 1000);
  const text = texts.text('srv/a.safetensors!/__metadata__');
  expect(text).toContain(`hf_token = "${plain}"\n`);
  expect(text).toContain(inner);
});

const numpy = pythonWith('numpy', 'yaml') ?? pythonWith('numpy');
const gguf =
  numpy === null
    ? null
    : fetched(
        shop,
        'python3 -m pip install -q --no-deps --target pip gguf==0.19.0 tqdm pyyaml requests',
      );
(gguf === null ? test.skip : test)('GGUF (PyPI)', async () => {
  const value = secret();
  python(
    `
import gguf, numpy
w = gguf.GGUFWriter("a.gguf", "llama")
w.add_string("general.source.token", "${value}")
w.add_uint32("a.count", 7)
w.add_array("a.list", [1, 2, 3])
w.add_token_list(["token%d" % i for i in range(5000)])
w.add_array("a.names", ["one", "two"])
w.add_tensor("w", numpy.zeros(10000, dtype=numpy.float32))
w.write_header_to_file(); w.write_kv_data_to_file(); w.write_tensors_to_file(); w.close()
`,
    pip,
    arrays as string,
  );
  const texts = await open('srv/a.gguf', shop.read('a.gguf'), 1000);
  const text = texts.text('srv/a.gguf!/metadata');
  expect(text).toContain(`general.source.token = "${value}"\n`);
  expect(text).toContain('a.names = "two"\n');
  expect(text).not.toContain('token4999');
});

const arrays = pythonWith('numpy');
(arrays === null ? test.skip : test)(
  'arrays of objects and of strings, as NumPy saves them',
  async () => {
    const [entry, lone, text, other] = [secret(), secret(), secret(), secret()];
    python(
      `
import numpy as np
objects = np.array([{"api_key": "${entry}"}, "${lone}", 1], dtype=object)
np.save("a.npy", objects, allow_pickle=True)
np.savez_compressed("a.npz", x=objects, y=np.array([["${text}", "Grüße"]]), z=np.array(["${other}"], dtype=">U80"), n=np.arange(5))
`,
      {},
      numpy as string,
    );
    const texts = await open('a.npy', shop.read('a.npy'), 9);
    expect(texts.text('a.npy!/strings')).toBe(`api_key = "${entry}"\n${lone}\n`);
    const packed = await open('m/a.npz', shop.read('a.npz'));
    expect(packed.text('m/a.npz!/x.npy!/strings')).toContain(`api_key = "${entry}"\n`);
    expect(packed.text('m/a.npz!/y.npy!/strings')).toBe(`${text}\nGrüße\n`);
    expect(packed.text('m/a.npz!/z.npy!/strings')).toBe(`${other}\n`);
    const cut = await openFiles({ 'a.npy': shop.read('a.npy').subarray(0, 150) });
    expect(cut.unopened).toEqual(['a.npy: the pickle is cut short']);
  },
);

describe('whatever follows the first bytes', () => {
  const heads: [string, string][] = [
    ['pickle', '80027d71002858'],
    ['pickle', '286470300a'],
    ['gguf', '4747554603000000000000000000000001000000000000000100000000000000'],
    ['onnx', '08081207747261696e65723a'],
    ['safetensors', '40000000000000007b22'],
    ['wasm', '0061736d01000000'],
    [
      'npy',
      '934e554d5059010076007b276465736372273a20277c4f272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028322c292c207d202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a8003',
    ],
    [
      'npy',
      '934e554d5059010076007b276465736372273a20273c5539272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028322c292c207d2020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020200a',
    ],
    ['npy', '934e554d50590200'],
    ['dex', '6465780a30333500'],
    ['android-resources', '02000c00000000000100000001001c00'],
    ['android-xml', '030008000000000001001c00'],
    ['record-log', 'e12c08f804000907000000'],
  ];
  test.each(heads)('of a %s (%s) is bounded and makes no fault', async (_, head) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (rest) => {
        const bytes = Buffer.concat([Buffer.from(head, 'hex'), rest]);
        const { texts, unread } = await openFiles({ f: bytes });
        expect(unread).toEqual([]);
        expect(texts.texts.find((text) => text.origin.path === 'f')?.bytes.equals(bytes)).toBe(
          true,
        );
      }),
      { numRuns: 200 },
    );
  });
});

test('a pickle that remembers a long string and writes it again and again stops at the ratio', async () => {
  // {key: value, key: value, …} of one string of a thousand characters, three bytes each time.
  const head = Buffer.from(`\x80\x02(X\xe8\x03\0\0${'k'.repeat(1000)}q\0`, 'latin1');
  const bytes = Buffer.concat([
    head,
    Buffer.from('h\0'.repeat(50_000), 'latin1'),
    Buffer.from('d.'),
  ]);
  const { unread } = await openFiles({ f: bytes }, { limits: { ratioFrom: 1024 * 1024 } });
  expect(unread).toEqual(['f: it unpacks to more than 250 times its size']);
});
