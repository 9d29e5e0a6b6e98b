import {asker} from './ask-service.ts';
import type {Patience} from './patience.ts';
import {plainFetch} from './plain-fetch.ts';
import {listPrice} from './prices.ts';
import type {Provider, Question, Reply} from './provider.ts';
import type {Service} from './service.ts';
import {silent} from './silent.ts';
import {checkStreams, extraTokens, usageOf} from './streams.ts';
import {CutStream} from './trouble.ts';
import {vendorSchema} from './vendor-schema.ts';

/** The version of the API that the installed library is written for. */
export const apiVersion = '2026-10-21';

/** Claude by the Messages API, with structured output by `output_config.format`. */
export async function anthropic(service: Service, patience: Patience): Promise<Provider> {
  const {Anthropic} = await import('@anthropic-ai/sdk');
  // Every option is given: what is left out, the library takes from environment variables.
  const client = new Anthropic({
    apiKey: service.key ?? 'none',
    authToken: null,
    webhookKey: null,
    baseURL: service.baseUrl,
    timeout: patience.total,
    maxRetries: 0,
    fetch: plainFetch(service, {'anthropic-version': apiVersion}),
    openTelemetry: false,
    logLevel: 'off',
    logger: silent,
  });
  const askIt = asker(service, patience);
  return {
    name: service.name,
    model: service.model,
    ask: (question, listening) =>
      askIt(listening, async ({signal, onText, schema}) => {
        const body = {...requestOf(question, service.model, schema), stream: true} as const;
        const {data, response} = await client.messages.create(body, {signal}).withResponse();
        checkStreams(response, data, service);
        let [text, model] = ['', service.model];
        let [input, output]: unknown[] = [];
        let stop: string | null = null;
        let whole = false;
        for await (const event of data) {
          // What arrives is only said to be of these types.
          if (event?.type === 'message_start') {
            const usage = event.message?.usage;
            model = `${event.message?.model ?? model}`;
            input =
              usage?.input_tokens +
              extraTokens(usage?.cache_creation_input_tokens) +
              extraTokens(usage?.cache_read_input_tokens);
          } else if (event?.type === 'content_block_delta' && event.delta?.type === 'text_delta') {
            text += event.delta.text;
            onText(`${event.delta.text}`);
          } else if (event?.type === 'message_delta') {
            stop = event.delta?.stop_reason ?? null;
            output = event.usage?.output_tokens;
          } else if (event?.type === 'message_stop') whole = true;
        }
        if (!whole) throw new CutStream();
        const usage = usageOf(input, output);
        return {text, model, usage, cost: service.own ? listPrice(model, usage) : null, end: endOf(stop)};
      }),
  };
}

function requestOf({system, user, turns = [], answer, maxTokens}: Question, model: string, schema: boolean) {
  return {
    model,
    max_tokens: maxTokens,
    system,
    messages: [{role: 'user' as const, content: user}, ...turns.map(({role, text}) => ({role, content: text}))],
    ...(answer !== null && schema
      ? {output_config: {format: {type: 'json_schema' as const, schema: vendorSchema(answer.schema)}}}
      : {}),
  };
}

function endOf(stop: string | null): Reply['end'] {
  if (stop === 'refusal') return 'refused';
  return stop === 'max_tokens' || stop === 'model_context_window_exceeded' ? 'length' : 'complete';
}
