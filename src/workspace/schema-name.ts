import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';

/**
 * Checks that `value` says it is of the format `known` (`eventcoach/progress@1`). A higher version is refused: this
 * program would lose what it does not know of.
 */
export function checkSchemaName(value: unknown, known: string, path: string): void {
  const [kind, version] = known.split('@');
  const found = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (found === known) return;
  const match = typeof found === 'string' ? /^(eventcoach\/[a-z-]+)@(\d{1,9})$/.exec(found) : null;
  if (match?.[1] === kind && Number(match?.[2]) > Number(version)) {
    throw new UserError(
      `${printableLine(path)} was written by a newer eventcoach (format ${match?.[2]}, this one knows ${version}). Nothing was changed.`,
      'Update eventcoach (npm install -g eventcoach@latest), or name another folder with --workspace DIR.',
    );
  }
  throw new UserError(
    `${printableLine(path)} is not what belongs there: its "schema" should be "${known}".`,
    'Move that file away, or name another folder with --workspace DIR.',
  );
}
