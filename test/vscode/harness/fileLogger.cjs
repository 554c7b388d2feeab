// Stands in for the native logger of the browser-hosted VS Code, which is not built on installation: without one every
// output channel, ours among them, stays empty. It has the functions that VS Code calls, and appends to the same files.
'use strict';
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  constructor(_type, _name, filePath) {
    this.filePath = filePath;
    this.level = 2;
    this.withHead = true;
    mkdirSync(dirname(filePath), { recursive: true });
  }
  write(level, text) {
    if (level < this.level) return;
    const at = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.filePath, this.withHead ? `${at} [${levels[level]}] ${text}\n` : text);
  }
  trace(text) {
    this.write(0, text);
  }
  debug(text) {
    this.write(1, text);
  }
  info(text) {
    this.write(2, text);
  }
  warn(text) {
    this.write(3, text);
  }
  error(text) {
    this.write(4, text);
  }
  critical(text) {
    this.write(5, text);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.withHead = false;
  }
  flush() {}
  drop() {}
}

const create = (name, filePath) => Promise.resolve(new Logger('', name, filePath));

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
