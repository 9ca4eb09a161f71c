#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Stands in for `fpm -s dir -t deb` (https://fpm.readthedocs.io), as electron-builder calls it, where fpm is not installed: dpkg-deb, which every
 * Debian has, does the work. What it does not know it refuses, rather than leave it out of the package.
 */

const flags = new Set(['--force']);
const lists = new Set(['-d', '--deb-recommends']);
/** Options of no consequence for a .deb. */
const ignored = new Set(['-s', '--vendor', '--license', '--log']);
const known = new Set(
  '-t --architecture --name --version --maintainer --url --description --category --package'
    .split(' ')
    .concat('--deb-priority --deb-compression --after-install --after-remove'.split(' ')),
);

/** @param {readonly string[]} args */
function parse(args) {
  /** @type {Map<string, string>} */
  const options = new Map();
  /** @type {{ from: string, to: string }[]} */
  const contents = [];
  /** @type {Record<string, string[]>} */
  const listed = { '-d': [], '--deb-recommends': [] };
  const left = [...args];
  for (let argument = left.shift(); argument !== undefined; argument = left.shift()) {
    if (flags.has(argument)) continue;
    if (!argument.startsWith('-')) {
      const at = argument.lastIndexOf('=');
      contents.push({ from: argument.slice(0, at), to: argument.slice(at + 1) });
      continue;
    }
    const [, name = argument, joined] = /^(--[^=]+)=(.*)$/s.exec(argument) ?? [];
    const value = joined ?? left.shift() ?? '';
    if (lists.has(name)) listed[name]?.push(value);
    else if (known.has(name)) options.set(name, value);
    else if (!ignored.has(name)) throw new Error(`fpm-for-deb does not know ${name}`);
  }
  return { options, contents, listed };
}

/** @param {string} place @returns {number} bytes of all files under it */
function sizeOf(place) {
  const facts = lstatSync(place);
  if (!facts.isDirectory()) return facts.size;
  return readdirSync(place).reduce((sum, name) => sum + sizeOf(path.join(place, name)), 0);
}

/** A control file's description: a synopsis, then indented lines (Debian policy 5.6.13). @param {string} text */
function description(text) {
  const lines = text.split('\n').map((line) => line.trim());
  const first = lines.findIndex((line) => line !== '');
  const rest = lines.slice(first + 1).map((line) => ` ${line === '' ? '.' : line}`);
  return [lines[first] ?? '', ...rest].join('\n');
}

const { options, contents, listed } = parse(process.argv.slice(2));
if (options.get('-t') !== 'deb') throw new Error('fpm-for-deb builds .deb packages alone; install fpm for others');
const option = (/** @type {string} */ name) => options.get(name) ?? '';

const root = mkdtempSync(path.join(os.tmpdir(), 'sidetone-deb-'));
try {
  chmodSync(root, 0o755);
  for (const { from, to } of contents) {
    const place = path.join(root, to);
    mkdirSync(path.dirname(place), { recursive: true });
    cpSync(from, place, { recursive: true, verbatimSymlinks: true });
  }
  const fields = {
    Package: option('--name'),
    Version: option('--version'),
    Architecture: option('--architecture'),
    Maintainer: option('--maintainer'),
    'Installed-Size': String(Math.ceil(sizeOf(root) / 1024)),
    Depends: listed['-d']?.join(', '),
    Recommends: listed['--deb-recommends']?.join(', '),
    Section: option('--category'),
    Priority: option('--deb-priority'),
    Homepage: option('--url'),
    Description: description(option('--description')),
  };
  const control = path.join(root, 'DEBIAN');
  mkdirSync(control);
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  writeFileSync(path.join(control, 'control'), lines.map(([name, value]) => `${name}: ${value}\n`).join(''));
  for (const [script, name] of [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ]) {
    if (script === undefined || name === undefined || !options.has(script)) continue;
    cpSync(option(script), path.join(control, name));
    chmodSync(path.join(control, name), 0o755);
  }
  const compression = option('--deb-compression').replace(/^gz$/, 'gzip') || 'xz';
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', root, option('--package')], {
    stdio: 'inherit',
  });
} finally {
  rmSync(root, { recursive: true, force: true });
}
