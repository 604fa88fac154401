import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig } from '#base/config.ts'
import { encodeAttackModel } from '../src/kernel/attack/attack-model.rules.ts'
import { trainLogistic } from '../src/kernel/attack/logistic.rules.ts'
import { chooseThresholds, manner, trainingRows, weightsOfTurns } from './attack-folds.ts'
import { gatherAttackRows } from './attack-rows.ts'
import { root } from './run-tool.ts'

// Rebuilds the weights of the recognition of prompt attack: `node scripts/train-attack-model.ts`. The same rows give the same
// file. Without the folder of the shared data it would train on the repository's own sentences alone, which is far less.
const rows = gatherAttackRows(readConfig().benchDataFolder)
const attacks = rows.filter(row => row.attack).length
if (!rows.some(row => row.family.startsWith('zh-data'))) {
  console.error('The folder of the shared data is not there (CHENGSHU_BENCH_DATA): nothing was trained.')
  process.exit(1)
}
const held = trainingRows(rows)
const thresholds = chooseThresholds(held, weightsOfTurns(held))
const bytes = encodeAttackModel({ weights: trainLogistic(held, manner), thresholds })
await writeFile(join(root, 'src/kernel/attack/attack-model.bin'), bytes)
console.log(
  `${rows.length} rows, ${attacks} of them attacks; thresholds zh ${thresholds.zh.toFixed(2)}, en ${thresholds.en.toFixed(2)}; ${bytes.length} bytes`,
)
