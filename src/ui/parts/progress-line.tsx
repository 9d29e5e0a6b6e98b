import type {ReactNode} from 'react';
import {useApp} from '../app-context.ts';
import {Say} from './say.tsx';

const width = 22;

/** How much of the whole is done: a bar and the same in numbers. */
export function ProgressLine({done, total}: {readonly done: number; readonly total: number}): ReactNode {
  const {screenReader} = useApp();
  const share = total === 0 ? 0 : done / total;
  const filled = Math.floor(share * width);
  const bar = screenReader ? '' : `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] `;
  return <Say>{`${bar}${done} of ${total} exercises done`}</Say>;
}
