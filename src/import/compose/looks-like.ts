import {UserError} from '../../errors.ts';
import {yamlDocuments} from '../documents.ts';
import {at, mapping} from '../manifest/fields.ts';

/** The first 64 KiB are all of a file that is shorter: it can be read as a whole. */
const longestWhole = 60_000;

/** Has the beginning of a file a top-level `services` whose entries have an image or a build, in YAML or JSON, however it is laid out? */
export function looksLikeCompose(head: string): boolean {
  if (!/["']?services["']?\s{0,20}:/.test(head) || !/["']?(?:image|build)["']?\s{0,20}:/.test(head)) return false;
  if (inBlocks(head) || asPrinted(head)) return true;
  return head.length < longestWhole && parsed(head);
}

/** Each key on a line of its own. */
function inBlocks(head: string): boolean {
  let inside = false;
  for (const line of head.split('\n')) {
    if (/^services:\s*(?:#.*)?$/.test(line)) inside = true;
    else if (/^[^\s#-]/.test(line)) inside = false;
    else if (inside && /^\s+(?:image|build):/.test(line)) return true;
  }
  return false;
}

/** As `docker compose config --format json` prints it: two blanks for each level. */
function asPrinted(head: string): boolean {
  const start = head.search(/^ {2}"services": \{/m);
  return start >= 0 && /^ {6}"(?:image|build)": /m.test(head.slice(start));
}

function parsed(head: string): boolean {
  try {
    return yamlDocuments('', head).some(({data}) =>
      Object.values(mapping(at(data, 'services'))).some(
        (service) => at(service, 'image') !== undefined || at(service, 'build') !== undefined,
      ),
    );
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
