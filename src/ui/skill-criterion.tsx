import type {Dispatch, ReactNode} from 'react';
import {useApp} from './app-context.ts';
import {Frame} from './parts/frame.tsx';
import {Scroll} from './parts/scroll.tsx';
import {quoted} from './shell-word.ts';
import {criterionLines} from './skill-lines.ts';
import {type SkillEvent, type SkillState, standing} from './skill-state.ts';
import {useKeys} from './use-keys.ts';

interface SkillCriterionProps {
  readonly state: SkillState;
  readonly dispatch: Dispatch<SkillEvent>;
}

/** The marked criterion in full, in the place of the list: what it asks for, why, and what the check found. */
export function SkillCriterion({state, dispatch}: SkillCriterionProps): ReactNode {
  const {open} = useApp();
  const {check, criteria, cursor} = state;
  const criterion = criteria[cursor];
  const close = () => dispatch({kind: 'close'});
  const hidden = criterion?.met ? (['draft'] as const) : [];
  useKeys('criterion', {
    hidden,
    back: close,
    act: (action) => {
      if (action === 'close') close();
      else if (action === 'draft') open({screen: 'draft', at: criterion?.id});
    },
  });
  return (
    <Frame
      title={check ? `Skill ${check.skill.name}` : 'Skill'}
      aside={criterion ? `${criterion.id}: ${standing(criterion)}` : ''}
      place="criterion"
      hidden={hidden}
      command={`eventcoach skill check${check ? ` ${quoted(check.skill.path)}` : ''}`}
    >
      {({columns, rows}) => <Scroll lines={criterionLines(state, columns)} height={rows} />}
    </Frame>
  );
}
