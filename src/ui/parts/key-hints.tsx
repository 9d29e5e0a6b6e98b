import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useApp} from '../app-context.ts';
import type {Hint} from '../hints.ts';
import {Say} from './say.tsx';

/** The keys that work now, as the footer names them. */
export function KeyHints({lines}: {readonly lines: readonly (readonly Hint[])[]}): ReactNode {
  const {screenReader} = useApp();
  if (screenReader) {
    const keys = lines.flat().map(({shown, words}) => `${shown} ${words}`);
    return <Say>{`Keys: ${keys.join(', ')}.`}</Say>;
  }
  return lines.map((line) => (
    <Box key={line[0]!.words} columnGap={3}>
      {line.map(({shown, words}) => (
        <Box key={words} columnGap={1}>
          <Say tone="title">{shown}</Say>
          <Say tone="quiet">{words}</Say>
        </Box>
      ))}
    </Box>
  ));
}
