#!/usr/bin/env node
// `npx chengshu <verb>`: the command line, run by the pinned Node whatever Node npm itself runs on.
import { buildConsole, install, runPinned } from './boot.mjs'

const programArguments = process.argv.slice(2)
install()
if (programArguments[0] === 'start') buildConsole()
runPinned('src/main.ts', programArguments)
