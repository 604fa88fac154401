import { checkSources } from './check-sources.ts'

process.exitCode = (await checkSources()) ? 0 : 1
