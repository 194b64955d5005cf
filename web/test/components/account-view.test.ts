// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { ContentsState, PermissionsState } from '../../../wasm/provisioner';
import type { Command } from '../../src/app/commands';
import '../../src/components/account-contents';
import { nothingAsked } from '../../src/components/account-view';
import '../../src/components/permission-list';
import { own } from '../account_contents';

afterEach(() => document.body.replaceChildren());

const board = { ...own, name: 'a'.repeat(40) };
const listed: ContentsState = {
  ...nothingAsked,
  status: 'listed',
  boards: [board, { ...board, name: 'b'.repeat(40), own: false }],
  policies: ['zt_policy'],
  authorities: [{ id: 'c'.repeat(64), active: true }],
  hasStack: true,
};

async function drawnContents(contents: ContentsState): Promise<HTMLElementTagNameMap['account-contents']> {
  const drawn = document.createElement('account-contents');
  drawn.contents = contents;
  document.body.append(drawn);
  await drawn.updateComplete;
  return drawn;
}

function button(drawn: Element, name: string): HTMLButtonElement | undefined {
  return [...(drawn.shadowRoot?.querySelectorAll('button') ?? [])].find(
    ({ textContent }) => textContent.trim() === name,
  );
}

function commandsOf(drawn: HTMLElement): Command[] {
  const commands: Command[] = [];
  drawn.addEventListener('command', ({ command }) => commands.push(command));
  return commands;
}

test('only the boards of this browser are chosen at first', async () => {
  const drawn = await drawnContents(listed);
  const commands = commandsOf(drawn);
  button(drawn, 'Show what would be removed')?.click();
  expect(commands).toEqual([
    {
      do: 'core',
      name: 'planCleanUp',
      arguments: {
        boards: [board.name],
        authorities: [],
        policies: false,
        stack: false,
        thingType: false,
        users: [],
      },
      card: 'account',
    },
  ]);
});

test('all boards, and what they share, are removed only when the user chooses them', async () => {
  const drawn = await drawnContents(listed);
  const commands = commandsOf(drawn);
  button(drawn, 'Choose all 2 boards')?.click();
  const boxes = [...drawn.renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  for (const box of boxes.slice(2)) box.click();
  await drawn.updateComplete;
  button(drawn, 'Show what would be removed')?.click();
  expect(commands).toMatchObject([
    {
      arguments: {
        boards: listed.boards.map(({ name }) => name),
        authorities: [listed.authorities[0]?.id],
        policies: true,
        stack: true,
      },
    },
  ]);
});

test('the choice survives the plan, and a plan that keeps everything offers no removal', async () => {
  const drawn = await drawnContents(listed);
  button(drawn, 'Choose no board')?.click();
  drawn.contents = {
    ...listed,
    status: 'planned',
    plan: [{ object: 'policy', action: 'keep', reason: 'in_use', name: 'zt_policy', status: 'waiting' }],
  };
  await drawn.updateComplete;
  expect(button(drawn, 'Show what would be removed')?.disabled).toBe(true);
  expect(button(drawn, 'Remove this')).toBeUndefined();
  expect(drawn.renderRoot.textContent).toContain('Other certificates use it.');
});

test('ten thousand boards are drawn in portions', async () => {
  const boards = Array.from({ length: 10_000 }, (_, i) => ({ ...board, name: String(i).padStart(40, '0') }));
  const drawn = await drawnContents({ ...listed, boards });
  expect(drawn.renderRoot.querySelectorAll('ul.boards li').length).toBe(100);
  button(drawn, 'Show the other 9900 boards')?.click();
  await drawn.updateComplete;
  expect(drawn.renderRoot.querySelectorAll('ul.boards li').length).toBe(1100);
});

test('what is not known is never shown as allowed', async () => {
  const permissions: PermissionsState = {
    purpose: 'registration',
    checking: false,
    missingPolicy: '{}',
    oldGuidePolicy: false,
    actions: [
      { action: 'iot:CreateThing', verdict: 'allowed', layer: 'unknown' },
      { action: 'iam:PassRole', verdict: 'unknown', layer: 'unknown' },
      { action: 'iot:CreatePolicy', verdict: 'denied', layer: 'boundary' },
    ],
  };
  const drawn = document.createElement('permission-list');
  drawn.permissions = permissions;
  document.body.append(drawn);
  await drawn.updateComplete;
  const rows = [...drawn.renderRoot.querySelectorAll('li')].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );
  expect(rows).toEqual([
    'iot:CreatePolicy denied The permissions boundary of this user or role does not allow it.',
    'iam:PassRole not known',
    'iot:CreateThing allowed',
  ]);
  expect(drawn.renderRoot.textContent).not.toContain('These keys may do all of this.');
  expect(drawn.renderRoot.querySelector('copy-text')?.value).toBe('{}');
});
