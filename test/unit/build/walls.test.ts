import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../../../build/lib/places.mjs';

/** A room, what is written in it, and whether a wall of docs/architecture.md forbids that. */
const cases: readonly (readonly [room: string, text: string, verdict: 'breach' | 'allowed'])[] = [
  ['src-main/ami', "import { app } from 'electron';", 'breach'],
  ['src-main/companion', "import { app } from 'electron/main';", 'breach'],
  ['src-main/desktop', "import { app } from 'electron';", 'allowed'],
  ['src-main/bridge', "import { ipcMain } from 'electron';", 'allowed'],
  ['src-main/desktop', "import { useState } from 'react';", 'breach'],
  ['src-main/companion', "import keytar from 'keytar';", 'breach'],
  ['src-main/vault', "import keytar from 'keytar';", 'allowed'],
  ['src-main/settings', "import Database from 'libsql';", 'breach'],
  ['src-main/journal', "import Database from 'libsql';", 'allowed'],
  ['src-main/ami', "import { callModel } from '../calls/call-model.ts';", 'breach'],
  ['src-main/ami/dialects', "import type { Call } from '../../calls/call.ts';", 'breach'],
  ['src-main/calls', "import { connect } from '../ami/connection.ts';", 'breach'],
  ['src-main/calls', "import { event } from '../ami/event.ts';", 'breach'],
  ['src-main/calls', "import type { AmiEvent } from '../ami/event.ts';", 'allowed'],
  ['src-main/calls', "import type { Session } from '../ami/session.ts';", 'breach'],
  ['src-main/calls', "import net from 'node:net';", 'breach'],
  ['src-main/calls', 'export const now = Date.now();', 'breach'],
  ['src-main/presence', "import type { Call } from '../calls/call.ts';", 'breach'],
  ['src-main/companion', "import { start } from '../main.ts';", 'breach'],
  ['src-main/companion', "import { serve } from '../bridge/serve.ts';", 'breach'],
  ['src-main/companion', "import type { Call } from '../calls/call.ts';", 'allowed'],
  ['src-main/replay', "import { app } from 'electron';", 'breach'],
  ['src-main/calls', "import { history } from '../replay/history.ts';", 'breach'],
  ['src-main/diagnostics', "import { account } from '../settings/accounts.ts';", 'breach'],
  ['src-main/bridge', "export { tray } from '../desktop/tray.ts';", 'breach'],
  ['src-main/ami', "export const later = import('../control/hang-up.ts');", 'breach'],
  ['src-renderer/features/calls', "import type { AppState } from '../../../src-main/bridge/contract.ts';", 'allowed'],
  ['src-renderer/features/calls', "import { requests } from '../../../src-main/bridge/contract.ts';", 'breach'],
  ['src-renderer/features/calls', "import type { Call } from '../../../src-main/calls/call.ts';", 'breach'],
  ['src-renderer/ui', "import fs from 'node:fs';", 'breach'],
  ['src-renderer/ui', "import { ipcRenderer } from 'electron';", 'breach'],
  ['src-renderer/ui', "import { useState } from 'react';", 'allowed'],
];

const folder = mkdtempSync(path.join(os.tmpdir(), 'sidetone-walls-'));
const fileOf = (index: number): string => `${cases[index]?.[0]}/case-${index}.ts`;
const walls = /no-restricted-(imports|globals)/;
let complaints: readonly string[] = [];

beforeAll(() => {
  cpSync(inProject('.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  for (const [index, [room, text]] of cases.entries()) {
    mkdirSync(path.join(folder, room), { recursive: true });
    writeFileSync(path.join(folder, fileOf(index)), `${text}\n`);
  }
  const oxlint = [inProject('node_modules/oxlint/bin/oxlint'), '--format=unix'];
  const { stdout } = spawnSync(process.execPath, oxlint, { cwd: folder, encoding: 'utf8' });
  complaints = stdout.split('\n').filter((line) => walls.test(line));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the walls between the rooms', () => {
  it.each(cases.map(([room, text, verdict], index) => ({ room, text, verdict, index })))(
    '$room: $text is $verdict',
    ({ verdict, index }) => {
      const found = complaints.some((line) => line.includes(`${fileOf(index)}:`));
      expect(found ? 'breach' : 'allowed').toBe(verdict);
    },
  );
});
