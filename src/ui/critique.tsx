import {type ReactNode, useState} from 'react';
import {useApp} from './app-context.ts';
import type {ProposalPlace} from './critic.ts';
import {CritiqueList} from './critique-list.tsx';
import {CritiqueTalk} from './critique-talk.tsx';
import type {RouteTo} from './router.ts';
import {wholeList} from './search-state.ts';
import {useKeptPlace} from './use-kept-place.ts';

/** Critiques: of the call that the screen was opened on, else of one of the proposals that are kept. */
export function Critique({about, kept}: Omit<RouteTo<'critique'>, 'screen'>): ReactNode {
  const {services} = useApp();
  const [place, choose] = useState<ProposalPlace | undefined>(kept);
  const [list, move] = useState(wholeList);
  useKeptPlace(about ? {screen: 'critique', about} : place && {screen: 'critique', kept: place});
  if (about) return <CritiqueTalk load={() => services.proposeCall(about)} />;
  if (!place) return <CritiqueList place={list} move={move} choose={choose} />;
  return <CritiqueTalk load={() => services.openProposal(place)} leave={() => choose(undefined)} />;
}
