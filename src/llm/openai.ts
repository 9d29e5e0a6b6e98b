import {asker} from './ask-service.ts';
import type {Patience} from './patience.ts';
import {plainFetch} from './plain-fetch.ts';
import {listPrice} from './prices.ts';
import type {Provider, Question, Reply, Usage} from './provider.ts';
import type {Service} from './service.ts';
import {silent} from './silent.ts';
import {checkStreams, usageOf} from './streams.ts';
import {CutStream} from './trouble.ts';
import {vendorSchema} from './vendor-schema.ts';

/** OpenAI and whatever speaks its Chat Completions protocol, with structured output by `response_format`. */
export async function openai(service: Service, patience: Patience): Promise<Provider> {
  const {OpenAI} = await import('openai');
  // Every option is given: what is left out, the library takes from environment variables.
  const client = new OpenAI({
    apiKey: service.key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: service.baseUrl,
    timeout: patience.total,
    maxRetries: 0,
    fetch: plainFetch(service),
    logLevel: 'off',
    logger: silent,
  });
  const askIt = asker(service, patience);
  return {
    name: service.name,
    model: service.model,
    ask: (question, listening) =>
      askIt(listening, async ({signal, onText, schema}) => {
        const body = {...requestOf(question, service, schema), stream: true} as const;
        const {data, response} = await client.chat.completions.create(body, {signal}).withResponse();
        checkStreams(response, data, service);
        let [text, refused, model] = ['', '', service.model];
        let stop: string | null = null;
        let usage: Usage | null = null;
        for await (const chunk of data) {
          // What arrives is only said to be of these types.
          if (chunk?.model) model = `${chunk.model}`;
          if (chunk?.usage) usage = usageOf(chunk.usage.prompt_tokens, chunk.usage.completion_tokens);
          // The last chunk carries the usage and no choice.
          const choice = chunk?.choices?.[0];
          if (!choice) continue;
          text += choice.delta?.content ?? '';
          refused += choice.delta?.refusal ?? '';
          onText(`${choice.delta?.content ?? ''}${choice.delta?.refusal ?? ''}`);
          if (choice.finish_reason) stop = `${choice.finish_reason}`;
        }
        if (stop === null) throw new CutStream();
        const end = refused === '' ? endOf(stop) : 'refused';
        return {text: text + refused, model, usage, cost: service.own ? listPrice(model, usage) : null, end};
      }),
  };
}

function requestOf({system, user, turns = [], answer, maxTokens}: Question, {model, own}: Service, schema: boolean) {
  return {
    model,
    messages: [
      {role: 'system' as const, content: system},
      {role: 'user' as const, content: user},
      ...turns.map(({role, text}) => ({role, content: text})),
    ],
    stream_options: {include_usage: true},
    // The vendor's newer models refuse the old name, some compatible services know only that.
    ...(own ? {max_completion_tokens: maxTokens} : {max_tokens: maxTokens}),
    ...(answer !== null && schema
      ? {
          response_format: {
            type: 'json_schema' as const,
            json_schema: {name: answer.name, strict: true, schema: vendorSchema(answer.schema)},
          },
        }
      : {}),
  };
}

function endOf(stop: string): Reply['end'] {
  if (stop === 'content_filter') return 'refused';
  return stop === 'length' ? 'length' : 'complete';
}
