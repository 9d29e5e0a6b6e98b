import {type ReactNode, useReducer, useState} from 'react';
import {useApp} from './app-context.ts';
import type {Message} from './message.ts';
import {SkillCriteria} from './skill-criteria.tsx';
import {SkillCriterion} from './skill-criterion.tsx';
import {SkillQuestion} from './skill-question.tsx';
import {skill, skillBefore} from './skill-state.ts';
import {useBackground} from './use-background.ts';
import {useOnShow} from './use-on-show.ts';

/** The user's skill: which one it is, where nothing tells, then what it teaches. */
export function Skill(): ReactNode {
  const {services} = useApp();
  const [state, dispatch] = useReducer(skill, skillBefore);
  const [message, say] = useState<Message | undefined>(undefined);
  const run = useBackground(say);

  const read = () =>
    run(async () => {
      const shown = await services.skill.check();
      say(shown.kind === 'shown' ? shown.skill.note : undefined);
      dispatch({kind: 'checked', shown});
    });
  useOnShow(read);

  if (state.asks) {
    const leave = state.check ? () => dispatch({kind: 'stop-asking'}) : undefined;
    return <SkillQuestion why={state.asks.why} answered={read} leave={leave} />;
  }
  if (state.isOpen) return <SkillCriterion state={state} dispatch={dispatch} />;
  return <SkillCriteria state={state} message={message} say={say} dispatch={dispatch} />;
}
