/** Several vendors give out keys of one shape: the name or host beside a key decides whose it is. */
import { describe, expect, test } from '@jest/globals';
import { compileRules } from '../../../src/detect/ruleset.ts';
import { alnum, base64url, hex } from '../../../src/rules/format.ts';
import { alibabaModels } from '../../../src/rules/ai-model/alibaba.ts';
import { azureAi } from '../../../src/rules/ai-model/azure-ai.ts';
import { deepseekAndKin } from '../../../src/rules/ai-model/deepseek-and-kin.ts';
import { google } from '../../../src/rules/ai-model/google.ts';
import { inferenceHosts } from '../../../src/rules/ai-model/inference-hosts.ts';
import { kling } from '../../../src/rules/ai-model/kling.ts';
import { mistral } from '../../../src/rules/ai-model/mistral.ts';
import { modelMakers } from '../../../src/rules/ai-model/model-makers.ts';
import { moonshot } from '../../../src/rules/ai-model/moonshot.ts';
import { openaiCompatible } from '../../../src/rules/ai-model/openai-compatible.ts';
import { openai } from '../../../src/rules/ai-model/openai.ts';
import { tencent } from '../../../src/rules/ai-model/tencent.ts';
import { draw, searchText } from '../../detect/search-text.ts';

const rules = [
  ...alibabaModels,
  ...azureAi,
  ...deepseekAndKin,
  ...google,
  ...inferenceHosts,
  ...kling,
  ...mistral,
  ...modelMakers,
  ...moonshot,
  ...openai,
  ...openaiCompatible,
  ...tencent,
];
const ruleSet = compileRules(rules);

/** Rule and secret of all findings in a text, in order. */
const find = async (text: string): Promise<[string, string][]> => {
  return (await searchText(ruleSet, text, 'probe')).map((match) => [
    rules[match.rule]?.id ?? '',
    Buffer.from(match.secret).toString(),
  ]);
};

const short = `sk-${draw(hex, 32, 1)}`;
const other = `sk-${draw(hex, 32, 2)}`;
const long = `sk-${draw(alnum, 48, 3)}`;

describe('a key of a shared shape', () => {
  test.each([short, long])('is of no vendor when it stands alone', async (key) => {
    expect(await find(`key: ${key}\n`)).toEqual([['openai-compatible-key', key]]);
  });

  test.each([
    ['DEEPSEEK_API_KEY', short, 'deepseek-api-key'],
    ['DASHSCOPE_API_KEY', short, 'alibaba-dashscope-key'],
    ['BAICHUAN_API_KEY', short, 'baichuan-api-key'],
    ['MOONSHOT_API_KEY', long, 'moonshot-api-key'],
    ['STABILITY_API_KEY', long, 'stability-api-key'],
    ['SILICONFLOW_API_KEY', long, 'siliconflow-api-key'],
    ['HUNYUAN_API_KEY', long, 'tencent-hunyuan-key'],
    ['OPENAI_API_KEY', long, 'openai-compatible-key'],
  ])('is told by the name %s', async (name, key, id) => {
    expect(await find(`${name}=${key}\n`)).toEqual([[id, key]]);
  });

  test('is the vendor of its own line, not of the next one', async () => {
    const text = `DEEPSEEK_API_KEY=${short}\nDASHSCOPE_API_KEY=${other}\nMOONSHOT_API_KEY=${long}\n`;
    expect(await find(text)).toEqual([
      ['deepseek-api-key', short],
      ['alibaba-dashscope-key', other],
      ['moonshot-api-key', long],
    ]);
  });

  test('is told by the base URL of the client', async () => {
    const text = `OpenAI(api_key="${short}", base_url="https://api.deepseek.com/v1")`;
    expect(await find(text)).toEqual([['deepseek-api-key', short]]);
  });

  test('is the vendor of its name even beside the host of another', async () => {
    const text = `DEEPSEEK_BASE_URL=https://api.deepseek.com\nQWEN_API_KEY=${short}\n`;
    expect(await find(text)).toEqual([['alibaba-dashscope-key', short]]);
  });

  test("is OpenAI's where it has OpenAI's mark", async () => {
    const key = `sk-${draw(alnum, 20, 4)}T3BlbkFJ${draw(alnum, 20, 5)}`;
    expect(await find(`MOONSHOT_API_KEY=${key}\n`)).toEqual([['openai-legacy-key', key]]);
  });
});

describe('a key told by name', () => {
  test('is found in a call and in an object', async () => {
    const cohere = draw(alnum, 40, 6);
    const mistralKey = draw(alnum, 32, 7);
    expect(await find(`co = cohere.Client("${cohere}")`)).toEqual([['cohere-api-key', cohere]]);
    expect(await find(`new Mistral({ apiKey: '${mistralKey}' })`)).toEqual([
      ['mistral-api-key', mistralKey],
    ]);
  });

  test('tells the two halves of a pair apart', async () => {
    const [access, secret] = [draw(alnum, 32, 8), draw(alnum, 32, 9)];
    const text = `KLING_ACCESS_KEY=${access}\nKLING_SECRET_KEY=${secret}\n`;
    expect(await find(text)).toEqual([
      ['kling-access-key', access],
      ['kling-secret-key', secret],
    ]);
  });

  test.each([
    ['a model file with its MD5', `mistral-7b-instruct.gguf  ${draw(hex, 32, 10)}`],
    ['a package with its commit', `cohere-ai git+https://host/cohere.git ${draw(hex, 40, 11)}`],
    [
      'an ID behind the name of a service',
      `sambanova request 0f8fad5b-d9cb-469f-a165-70867728950e`,
    ],
    ['a placeholder', `MISTRAL_API_KEY=${'x'.repeat(32)}`],
    ['a word', 'MOONSHOT_API_KEY=sk-replace-me-with-your-own-moonshot-key-0123456789'],
    ['a hyphenated name', 'class="task-sk-button-primary-large-with-icon-and-label-48"'],
    ['a key without a name', `key = "${draw(base64url, 43, 12)}"`],
  ])('is not %s', async (_name, text) => {
    expect(await find(text)).toEqual([]);
  });
});

describe("Google's keys", () => {
  const key = `AIza${draw(base64url, 35, 13)}`;

  test('are Gemini keys beside its name only', async () => {
    expect(await find(`GEMINI_API_KEY=${key}\n`)).toEqual([['google-gemini-api-key', key]]);
    expect(await find(`MAPS_KEY=${key}\n`)).toEqual([]);
  });
});
