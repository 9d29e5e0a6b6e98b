import {type ReactNode, useState} from 'react';
import {useApp} from './app-context.ts';
import type {ProposalPlace} from './critic.ts';
import {CritiqueList} from './critique-list.tsx';
import {CritiqueTalk} from './critique-talk.tsx';
import type {ProposedCall} from './proposal-text.ts';
import {wholeList} from './search-state.ts';

/** Critiques: of the call that the screen was opened on, else of one of the proposals that are kept. */
export function Critique({about}: {readonly about?: ProposedCall}): ReactNode {
  const {services} = useApp();
  const [place, choose] = useState<ProposalPlace | undefined>(undefined);
  const [list, move] = useState(wholeList);
  if (about) return <CritiqueTalk load={() => services.proposeCall(about)} />;
  if (!place) return <CritiqueList place={list} move={move} choose={choose} />;
  return <CritiqueTalk load={() => services.openProposal(place)} leave={() => choose(undefined)} />;
}
