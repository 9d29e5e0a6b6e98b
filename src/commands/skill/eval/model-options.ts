/** The model options of a command. */
export const modelOptions = {
  critic: {type: 'string', value: 'CRITIC', describe: 'who answers: anthropic, openai, or "command:PROGRAM ..."'},
  model: {type: 'string', value: 'NAME', describe: 'the model that is asked'},
  'base-url': {type: 'string', value: 'URL', describe: 'openai: where a compatible service listens'},
} as const;
