import type {
  ChooseStep,
  ClassifyStep,
  DescribeStep,
  ExerciseStep,
  NameStep,
  PredictStep,
  ProposeStep,
  ReadStep,
  SkillStep,
} from './exercise.ts';
import {descriptionJudge} from './judge-description.ts';
import {nameJudge} from './judge-name.ts';
import {proposalJudge} from './judge-proposal.ts';
import {skillJudge} from './judge-skill.ts';
import {remembering} from './judged.ts';
import type {Step, StepOf} from './manifest.ts';
import {eventExample} from './named-event.ts';
import type {Computed} from './prepare.ts';
import {exampleOf, readQuantity} from './quantity.ts';
import {measures, units} from './units.ts';

/** The step with its numbers filled in; an error where it does not hold together. */
export function preparedStep(step: Step, computed: Computed): ExerciseStep {
  switch (step.kind) {
    case 'read':
      return readStep(step, computed);
    case 'predict':
      return predictStep(step, computed);
    case 'choose':
      return chooseStep(step, computed);
    case 'classify':
      return classifyStep(step, computed);
    case 'reflect': {
      const {kind, gap} = step;
      return {kind, ...asking(step, computed), ...(gap ? {gap} : {})};
    }
    case 'name':
      return nameStep(step, computed);
    case 'describe':
      return describeStep(step, computed);
    case 'propose':
      return proposeStep(step, computed);
    case 'skill':
      return skillStep(step, computed);
  }
}

function asking({id, title, text, hints, practises}: Exclude<Step, {kind: 'read'}>, {filled}: Computed) {
  return {id, title, text: filled(text), hints: hints.map(filled), ...(practises ? {practises} : {})};
}

function readStep({kind, id, title, section, text}: StepOf<'read'>, {lesson, filled, says}: Computed): ReadStep {
  const told = section === undefined ? undefined : lesson.sections.get(section);
  if (section !== undefined && !told) throw says(`README.md has no section "${section}"`);
  const texts = [told, text === undefined ? undefined : filled(text)].filter((one) => one !== undefined);
  if (texts.length === 0) throw says('there is nothing to read');
  return {kind, id, title, text: texts.join('\n\n')};
}

function predictStep(step: StepOf<'predict'>, computed: Computed): PredictStep {
  const {figure, filled, says} = computed;
  const {kind, unit, noun} = step;
  const quantity = (text: string): number => {
    const read = readQuantity(text, unit, noun);
    if (!read.ok) throw says(read.because);
    return read.value;
  };
  const measured = (name: string): number => {
    const found = figure(name);
    if (measures[found.kind] !== units[unit].measures) throw says(`"${name}" is no number of ${unit}`);
    return found.value;
  };
  const expected = measured(step.expect);
  if (!Number.isFinite(expected)) throw says(`"${step.expect}" is without end`);
  const tolerance = quantity(step.tolerance);
  const slips = step.slips.map(({figure: name, value, because}) => {
    if ((name === undefined) === (value === undefined)) throw says('a slip has either a figure or a value');
    return {value: name === undefined ? quantity(value!) : measured(name), because: filled(because)};
  });
  const taken = slips.find(({value}) => Math.abs(value - expected) <= tolerance);
  if (taken) throw says(`the tolerance lets a known slip pass: ${taken.because}`);
  return {
    kind,
    ...asking(step, computed),
    unit,
    ...(noun ? {noun} : {}),
    example: exampleOf(unit, noun),
    expected,
    tolerance,
    slips,
    derivation: filled(step.derivation),
  };
}

function chooseStep(step: StepOf<'choose'>, computed: Computed): ChooseStep {
  const {filled, holds, says} = computed;
  const {kind, several} = step;
  const options = step.options.map(({id, text, right, because}) => ({
    id,
    text: filled(text),
    right: typeof right === 'boolean' ? right : holds(right),
    because: filled(because),
  }));
  unique(options, says);
  const right = options.filter((option) => option.right).length;
  if (right === 0 || (!several && right > 1)) throw says(`${right} of the options are right`);
  return {kind, ...asking(step, computed), several, options, ...concluded(step, filled)};
}

function classifyStep(step: StepOf<'classify'>, computed: Computed): ClassifyStep {
  const {filled, holds, says} = computed;
  const {kind, categories} = step;
  const strange = [...categories, ...step.items].find(({topic}) => topic && !step.practises?.includes(topic));
  if (strange) throw says(`"${strange.id}" is about "${strange.topic}", which the step does not practise`);
  const items = step.items.map(({id, text, category, because, topic}) => {
    const found = typeof category === 'string' ? category : category.find((one) => holds(one.when))?.is;
    if (!categories.some((one) => one.id === found)) throw says(`item "${id}" has no category of the list`);
    return {id, text: filled(text), category: found!, because: filled(because), ...(topic ? {topic} : {})};
  });
  unique(items, says);
  unique(categories, says);
  return {kind, ...asking(step, computed), categories, items, ...concluded(step, filled)};
}

function nameStep(step: StepOf<'name'>, computed: Computed): NameStep {
  const {kind, says, fields} = step;
  const event = {
    ...step,
    says: told(says, computed),
    fields: told(fields, computed),
    ...concluded(step, computed.filled),
  };
  return {kind, ...asking(step, computed), example: eventExample, judged: nameJudge(event)};
}

function describeStep(step: StepOf<'describe'>, computed: Computed): DescribeStep {
  return {
    kind: step.kind,
    ...asking(step, computed),
    judged: remembering(descriptionJudge(told(step.requires, computed))),
  };
}

function proposeStep(step: StepOf<'propose'>, computed: Computed): ProposeStep {
  const {critique} = computed.means;
  if (!critique) throw computed.says('there is no critic');
  return {
    kind: step.kind,
    ...asking(step, computed),
    judged: remembering(proposalJudge(told(step.requires, computed), critique)),
  };
}

function skillStep(step: StepOf<'skill'>, computed: Computed): SkillStep {
  const {kind, criterion} = step;
  const {says, filled, means} = computed;
  const rubric = means.rubric;
  const subject = rubric?.criteria.find(({id}) => id === criterion)?.title;
  if (!rubric || subject === undefined) throw says(`the rubric has no criterion "${criterion}"`);
  const {conclusion} = concluded(step, filled);
  const judged = remembering(skillJudge(criterion, rubric, conclusion));
  return {kind, ...asking(step, computed), criterion, subject, judged};
}

function told<T extends {readonly because: string}>(entries: readonly T[], {filled}: Computed): readonly T[] {
  return entries.map((entry) => ({...entry, because: filled(entry.because)}));
}

function concluded(
  {conclusion}: {readonly conclusion?: string},
  filled: Computed['filled'],
): {readonly conclusion?: string} {
  return conclusion === undefined ? {} : {conclusion: filled(conclusion)};
}

function unique(entries: readonly {readonly id: string}[], says: Computed['says']): void {
  const ids = entries.map(({id}) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw says(`"${twice}" stands there twice`);
}
