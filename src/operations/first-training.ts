import type { Report } from '#base/index.ts'
import { type Models, runTrain } from '#models/index.ts'

/** Trains what has no model yet from the cases that are there, so that a first start has something to show. */
export async function firstTraining(models: Models, report: Report): Promise<void> {
  for (const { task } of models.tasks) {
    if (await models.port.classify({ task, text: '水', explain: false })) continue
    const { version } = await runTrain(models, { task })
    report(
      `Trained ${task} from ${version.rows} past cases: accuracy ${version.metrics.figures.accuracy.toFixed(3)} on cases it had not seen`,
    )
  }
}
