import {existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {loadCritiques, saveCritique} from '../../src/workspace/critiques.ts';
import {workspaceHealth} from '../../src/workspace/health.ts';
import {addProposal, changeProposal, loadProposals, proposalPath} from '../../src/workspace/proposals.ts';
import {temporaryWorkspace} from './temporary-folder.ts';

const text = 'caller: a\ncallee: b\n';

describe('proposal files', () => {
  it('are none before the first, and reading makes nothing', async () => {
    const workspace = temporaryWorkspace();
    expect(await loadProposals(workspace)).toEqual([]);
    expect(existsSync(workspace.dir)).toBe(false);
  });

  it('lie beside the critiques, which do not trip over them', async () => {
    const workspace = temporaryWorkspace();
    await saveCritique(workspace, 'one', {verdict: 'ask'});
    await addProposal(workspace, {path: proposalPath(workspace, 'one'), text});
    expect(await loadCritiques(workspace)).toEqual([expect.objectContaining({id: 'one'})]);
    expect(await loadProposals(workspace)).toEqual([{path: proposalPath(workspace, 'one'), text}]);
    expect(await workspaceHealth(workspace)).toMatchObject({holds: {critiques: 1}, problems: []});
  });

  it('have one plain name in their folder, whatever the id', async () => {
    const workspace = temporaryWorkspace();
    const ids = ['../../x', 'a/b', 'CON', '提醒', '', 'x'.repeat(5000), '__proto__'];
    for (const id of ids) await addProposal(workspace, {path: proposalPath(workspace, id), text});
    expect(readdirSync(join(workspace.dir, 'critiques'))).toHaveLength(ids.length);
    expect(existsSync(join(dirname(workspace.dir), 'x.proposal.yaml'))).toBe(false);
  });

  it('are not replaced by a new one, nor by an answer to what they no longer say', async () => {
    const workspace = temporaryWorkspace();
    const file = {path: proposalPath(workspace, 'one'), text};
    await addProposal(workspace, file);
    await expect(addProposal(workspace, file)).rejects.toThrow(/changed by somebody else/);
    await changeProposal(workspace, file, 'new\n');
    await expect(changeProposal(workspace, file, 'newer\n')).rejects.toThrow(/changed by somebody else/);
    expect(readFileSync(file.path, 'utf8')).toBe('new\n');
  });

  it('that cannot be read do not hide the others: a link leads nowhere', async () => {
    const workspace = temporaryWorkspace();
    const file = {path: proposalPath(workspace, 'one'), text};
    await addProposal(workspace, file);
    writeFileSync(join(workspace.dir, 'secret'), 'caller: x');
    symlinkSync(join(workspace.dir, 'secret'), proposalPath(workspace, 'link'));
    const [link, one] = await loadProposals(workspace);
    expect(link).toMatchObject({problem: {message: expect.stringContaining('symbolic link')}});
    expect(one).toEqual(file);
  });
});
