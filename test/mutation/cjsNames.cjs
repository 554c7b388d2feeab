// Stryker's runner asks for files of mocha by names without an end, as they were before mocha 12: they end in .cjs now.
'use strict';

const { Module } = require('node:module');

Module._extensions['.cjs'] ??= Module._extensions['.js'];
