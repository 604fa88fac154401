import { defineErrors } from '#base/index.ts'

/** Errors of the ledger room. */
export const ledgerError = defineErrors({
  'ledger.rolled-back': {
    status: 500,
    zh: '台账被退回：此前已签署到第 {{seen}} 条，现在只有 {{held}} 条。已停止签署。',
    en: 'The ledger was rolled back: {{seen}} entries were signed before, now there are {{held}}. Signing has stopped.',
    advice:
      'The database is older than what was signed. After a restore that was meant, run `chengshu ledger resume`; otherwise keep everything as it is and tell the auditor.',
  },
  'ledger.forked': {
    status: 500,
    zh: '台账与此前签署的检查点（{{size}} 条）不一致：历史被改写。已停止签署。',
    en: 'The ledger does not continue the checkpoint of {{size}} entries signed before: history was rewritten. Signing has stopped.',
    advice:
      'Keep the database and the checkpoint as they are and tell the auditor: one of the two was altered.',
  },
  'ledger.no-entry': {
    status: 404,
    zh: '台账中没有这一条。',
    en: 'The ledger has no such entry.',
    advice: 'The id is wrong, or the entry was removed outside the product: run `chengshu ledger verify`.',
  },
  'ledger.not-yet': {
    status: 409,
    zh: '这一条刚刚写入，还没有纳入日志，请几秒后再试。',
    en: 'This entry was written a moment ago and is not in the log yet; try again in a few seconds.',
    advice: 'If it stays so, no process sequences: is a worker running, and what does `chengshu doctor` say?',
  },
  'ledger.no-size': {
    status: 400,
    zh: '日志共有 {{size}} 条，不能给出所要求的证明。',
    en: 'The log has {{size}} entries; the proof asked for cannot be given.',
    advice: 'Sizes are from 1 up to that of the newest checkpoint, the older one first.',
  },
  'ledger.no-tile': {
    status: 404,
    zh: '没有这个分片。',
    en: 'There is no such tile.',
    advice: 'Tiles are named as in C2SP tlog-tiles, up to the size of the newest checkpoint.',
  },
  'ledger.entry-too-long': {
    status: 500,
    zh: '台账条目有 {{bytes}} 字节，超过 65535。',
    en: 'A ledger entry has {{bytes}} bytes, more than 65535.',
    advice: 'A defect in the product: entries hold ids and hashes, never content. Please report it.',
  },
  'ledger.last-key': {
    status: 409,
    zh: '密钥 {{key}} 不存在，或是唯一在签署的密钥，不能停用。',
    en: 'Key {{key}} does not exist, or is the only one that signs, and cannot be ended.',
    advice: 'Add a key first (`chengshu ledger rotate`), let readers learn it, then end the old one.',
  },
  'ledger.not-a-witness-key': {
    status: 400,
    zh: '这不是见证方的公钥（名称+编号+公钥），或地址不是网址。',
    en: 'This is no key of a witness (NAME+ID+KEY), or the address is none.',
    advice: 'The witness prints its key when it starts; the address is where its /add-checkpoint is reached.',
  },
  'ledger.no-witness': {
    status: 404,
    zh: '没有编号为 {{witness}} 的见证方。',
    en: 'There is no witness {{witness}}.',
    advice: 'GET /api/ledger/health lists the witnesses that are asked.',
  },
  'ledger.nothing-to-resume': {
    status: 409,
    zh: '台账与本节点此前所见一致，无需恢复签署。',
    en: 'The ledger continues what this node saw before; there is nothing to resume.',
    advice:
      'Resume is for a database that was put back on purpose. If another process sequences just now, try again.',
  },
})
