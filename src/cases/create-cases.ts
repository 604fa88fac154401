import type { AnyJob, Config, Route } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { actionRoutes } from './action.routes.ts'
import { adviceRoutes } from './advice.routes.ts'
import { adviseCasesJob } from './advise-cases.ts'
import { appealRoutes } from './appeals/appeal.routes.ts'
import { assignmentRoutes } from './assignments/assignment.routes.ts'
import { type Attachments, createAttachments, type FileConfig } from './attachments/create-attachments.ts'
import { boardRoutes } from './board/board.routes.ts'
import { bulkRoutes } from './bulk/bulk.routes.ts'
import { startBulkRunner } from './bulk/start-bulk-runner.ts'
import { caseRoutes } from './case.routes.ts'
import type { CaseLoop } from './case-loop.ts'
import { deadlineRoutes } from './deadlines/deadline.routes.ts'
import { startSweep } from './deadlines/start-sweep.ts'
import { disputeRoutes } from './disputes/dispute.routes.ts'
import { exchangeRoutes } from './exchange/exchange.routes.ts'
import { incomingRoutes } from './exchange/incoming.routes.ts'
import { partnerRoutes } from './exchange/partner.routes.ts'
import { startDeliveries } from './exchange/start-deliveries.ts'
import { startIncoming } from './exchange/start-incoming.ts'
import { startKeyWatch } from './exchange/start-key-watch.ts'
import { subscriptionRoutes } from './exchange/subscription.routes.ts'
import { fairnessRoutes } from './fairness/fairness.routes.ts'
import { feedRoutes } from './feeds/feed.routes.ts'
import { publicationRoutes } from './feeds/publication.routes.ts'
import { guideRoutes } from './guide/guide.routes.ts'
import { inboxRoutes } from './inbox/inbox.routes.ts'
import { startMailing } from './inbox/start-mailing.ts'
import { startMessengers } from './inbox/start-messengers.ts'
import { jointRoutes } from './joint/joint.routes.ts'
import { lookRoutes } from './looks/look.routes.ts'
import { mailRoutes } from './mail/mail.routes.ts'
import { startMail } from './mail/start-mail.ts'
import { mapRoutes } from './map/map.routes.ts'
import { attributeRoutes } from './open311/attribute.routes.ts'
import { open311Routes } from './open311/open311.routes.ts'
import { publicRoutes } from './public.routes.ts'
import { repeatRoutes } from './repeats/repeat.routes.ts'
import { rightsRoutes } from './rights/rights.routes.ts'
import { startNightly } from './rights/start-nightly.ts'
import { supervisionRoutes } from './supervision/supervision.routes.ts'

/** The case loop, joined. */
export interface Cases {
  loop: CaseLoop
  routes: Route<Actor>[]
  jobs: AnyJob[]
  attachments: Attachments
  /** Fires deadlines and sends messages once a second until it is stopped. */
  startSweep(warn: (error: Error) => void): () => Promise<void>
}

/** Joins the loop with the rooms it works with. The use cases take the `loop` that comes back. */
export function createCases(parts: CaseLoop, files: FileConfig & Pick<Config, 'mailbox'>): Cases {
  const attachments = createAttachments(parts, files)
  const mail = { loop: parts, files: attachments.parts, mailbox: files.mailbox }
  const { database } = parts
  const delivery = { database, webhookNetworks: parts.outside?.webhookNetworks }
  return {
    loop: parts,
    routes: [
      ...caseRoutes(parts),
      ...actionRoutes(parts),
      ...publicRoutes(parts),
      ...adviceRoutes(parts),
      ...fairnessRoutes(parts),
      ...deadlineRoutes(parts),
      ...guideRoutes(parts),
      ...partnerRoutes(database),
      ...subscriptionRoutes(delivery),
      ...exchangeRoutes(parts),
      ...incomingRoutes(parts),
      ...open311Routes({ ...parts, scansFiles: files.scanner !== undefined }),
      ...attributeRoutes(parts),
      ...feedRoutes(parts),
      ...publicationRoutes(parts),
      ...repeatRoutes(parts),
      ...boardRoutes(parts),
      ...bulkRoutes(parts),
      ...mapRoutes(parts),
      ...disputeRoutes(parts),
      ...appealRoutes(parts),
      ...assignmentRoutes(parts),
      ...inboxRoutes(parts),
      ...jointRoutes(parts),
      ...supervisionRoutes(parts),
      ...rightsRoutes(parts),
      ...lookRoutes(parts),
      ...mailRoutes(mail),
      ...attachments.routes,
    ],
    jobs: [adviseCasesJob(parts) as AnyJob],
    attachments,
    startSweep: warn => {
      const stops = [
        attachments.startKeeping(warn),
        startSweep(parts, warn),
        startBulkRunner(parts, warn),
        startNightly(parts, warn),
        startMessengers(parts, warn),
        startMailing(parts, warn),
        startDeliveries(delivery, warn),
        startKeyWatch(database, warn),
        startMail(mail, warn),
        startIncoming(database, warn),
      ]
      return async () => void (await Promise.all(stops.map(stop => stop())))
    },
  }
}
