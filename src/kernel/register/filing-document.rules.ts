import type { Block, WrittenDocument } from '../label/written-document.ts'
import type {
  FilingDue,
  RegisterContent,
  RegisterDetail,
  StageMeasure,
  StageView,
} from './register.contract.ts'

/** The pack is Chinese: it goes to the filing system of the Cyberspace Administration. */
const kindWords: Record<RegisterContent['filing'], string> = {
  none: '不需备案',
  'dispatch-decision': '调度决策类',
  ranking: '排序精选类',
  'retrieval-filter': '检索过滤类',
  generation: '生成合成类',
  'personal-push': '个性化推送类',
}
const gateWords = {
  informs: '仅供参考，由工作人员自行判断',
  'human-confirms': '须经一人确认后方可生效',
  'two-humans-confirm': '须经两名不同人员确认后方可生效',
} as const
const riskWords = { low: '低', medium: '中', high: '高', prohibited: '禁止' } as const
const stageWords = { pilot: '试点', region: '区域推广', everywhere: '全面应用' } as const
const actWords = { filed: '备案', changed: '变更备案', stopped: '注销备案' } as const
const questionWords = {
  'lawful-necessary': '处理目的、方式是否合法、正当、必要',
  'effect-on-rights': '对个人权益的影响及安全风险',
  'measures-fit': '保护措施是否合法、有效并与风险程度相适应',
  groups: '可能受到不利影响的群体',
  'when-wrong': '出错时的后果、发现与补救',
  'without-it': '不用该算法时如何办理',
  'ethics-review': '伦理审查情况',
} as const

const heading = (text: string): Block => ({ kind: 'heading', text })
const item = (name: string, text: string): Block => ({
  kind: 'item',
  text: `${name}：${text === '' ? '（未填写）' : text}`,
})
const percent = (share: number | null) => (share === null ? '无数据' : `${Math.round(share * 1000) / 10}%`)

function measureWords(measure: StageMeasure | null): string {
  if (!measure) return '无基线'
  const hours = measure.hours === null ? '无数据' : `${Math.round(measure.hours * 10) / 10} 小时`
  return (
    `办结 ${measure.matters} 件，解决率 ${percent(measure.resolved)}，满意率 ${percent(measure.satisfied)}` +
    `（${measure.rated} 件评价），办理时长中位数 ${hours}，退单率 ${percent(measure.returned)}`
  )
}

function stageBlocks(stages: readonly StageView[]): Block[] {
  return stages.flatMap(one => [
    item(
      `${stageWords[one.stage]}（${one.beganAt.slice(0, 10)} 起${one.endedAt ? `，至 ${one.endedAt.slice(0, 10)}` : ''}）`,
      one.names.length === 0 ? '全部部门' : one.names.map(name => name.zh).join('、'),
    ),
    item('启用前 28 天', measureWords(one.baseline)),
    item('启用后', measureWords(one.effect)),
  ])
}

const dueWords = ({ act, due, overdue }: FilingDue) =>
  `${actWords[act]}，应于 ${due} 前办理${overdue ? '（已逾期）' : ''}`

/**
 * The filing pack (算法备案材料) of an entry in force, from live facts: subject, security responsibility, self-assessment, and
 * what is to be published. A field that nobody wrote says so.
 * @param facts.responsible the account or name of who answers for it
 */
export function filingDocument(
  detail: RegisterDetail,
  facts: { responsible: string; today: string },
): WrittenDocument {
  const { record } = detail
  const { algorithm, recent } = record
  const content = record.content!
  const adopted = recent.settled === 0 ? null : recent.adopted / recent.settled
  return {
    title: `算法备案材料：${algorithm.title.zh}`,
    blocks: [
      { kind: 'paragraph', text: `由系统按 ${facts.today} 的登记和运行数据生成，提交前请逐项核对。` },
      heading('一、主体信息'),
      item('责任部门', algorithm.owner),
      item('算法安全责任人', facts.responsible),
      item('联系方式', content.contact),
      item('技术提供方', content.provider),
      heading('二、算法基本属性'),
      item('算法名称', `${algorithm.title.zh}（${algorithm.id}，版本 ${algorithm.version}）`),
      item('算法类型', kindWords[content.filing]),
      item('应用领域', content.summary),
      item('法律依据', content.lawfulBasis),
      item('风险等级', `${riskWords[record.risk]}（泄露影响 ${content.leak}，误判影响 ${content.harm}）`),
      item('人工干预', `${gateWords[record.gate]}。${content.humanIntervention}`),
      heading('三、落实算法安全主体责任基本情况'),
      item('运行监测', content.monitoring),
      item('风险与防控措施', content.risks),
      item('申诉渠道', content.appeal),
      item('评估有效期至', record.expiresAt?.slice(0, 10) ?? ''),
      heading('四、算法安全自评估报告'),
      item('算法机制机理', content.method),
      item('算法数据', content.sourceData),
      item('训练与评测数据', content.trainingData),
      item('必要性与替代方案', content.proportionality),
      ...Object.entries(questionWords).map(([name, words]) =>
        item(words, content.impact[name as keyof typeof questionWords]),
      ),
      item(
        `近 ${recent.days} 天运行情况`,
        `作出 ${recent.decisions} 次，其中给出建议 ${recent.advised} 次，人工处理 ${recent.settled} 次，采纳率 ${percent(adopted)}`,
      ),
      heading('五、应用阶段与效果'),
      ...(detail.stages.length === 0 ? [item('阶段', '')] : stageBlocks(detail.stages)),
      heading('六、拟公示内容'),
      item('算法名称', algorithm.title.zh),
      item('目的意图', content.benefit),
      item('运行机制', content.method),
      item('主要影响', content.impact['effect-on-rights']),
      item('申诉渠道', content.appeal),
      heading('七、备案办理情况'),
      ...detail.filings.map(one => item(`${actWords[one.act]} ${one.on}`, one.number)),
      ...detail.due.map(one => item('待办', dueWords(one))),
      ...(detail.filings.length + detail.due.length === 0 ? [item('办理记录', '')] : []),
    ],
  }
}
