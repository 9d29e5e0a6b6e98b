import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import {packageRoot} from '../../src/root.ts';

const {criteria} = parse(readFileSync(join(packageRoot, 'skills/rubric.yaml'), 'utf8')) as {criteria: {id: string}[]};

/** The ids of the criteria of the packaged rubric. */
export const rubricCriteria: readonly string[] = criteria.map(({id}) => id);
