import type { RegisterProposal } from '#kernel/index.ts'

const common = {
  appeal:
    '来电人可凭查询码在查询页面看到人工智能在其诉求中的作用；不认可的，可在该页面提出异议或要求人工审查，也可拨打 12345；由未参与原决定的人员在 15 个工作日内答复。',
  provider: '城枢（开源软件，Apache-2.0），由本市自行部署；模型由本市历史工单训练，不调用外部模型。',
  monitoring:
    '按算法、部门和模型版本统计人工采纳、修改和否决情况；质量下降时自动熔断，改由人工处理，经人工抽检合格后恢复。每条建议及其处理均写入防篡改台账。',
  filing: 'none',
} as const satisfies RegisterProposal

/** What the product can say of dispatch advice; the rest is the city's. */
export const dispatchProposal: RegisterProposal = {
  ...common,
  summary: '根据诉求的文字和地点，提出最多三个可能承办的部门及理由，供派单员参考。是否采用由派单员决定。',
  benefit: '减少人工查找职责清单的时间，减少误派和退单。',
  proportionality: '可以完全由人工对照职责清单派单，但用时更长；算法只给出建议，不自动派单。',
  humanIntervention:
    '派单员逐件确认、修改或否决；约二十分之一的工单先由人工判断、后显示建议，用于检验是否过度依赖。',
  method:
    '字符片段与词的线性分类模型，经温度校准给出把握；把握低于阈值时改用职责清单检索（BM25），仍不确定时不给出建议，转人工判断。',
  sourceData: '诉求的标题、正文和所在区域；姓名、电话、证件号等在进入模型前掩去。职责清单由各部门维护。',
  trainingData: '本市已办结工单的文字与最终承办部门；盲判和被人工修改的样本权重更高。',
  risks:
    '可能把诉求指向错误的部门而延误办理：由人工确认和退单改派纠正。对少见事项和非普通话表述可能较差：按地区、渠道、语言等分组公布采纳率差异。',
  category: 'impactful',
  leak: 2,
  harm: 2,
  impact: {
    'lawful-necessary': '为办理来电人主动提出的诉求而处理，仅限派单所需的内容。',
    'effect-on-rights': '影响诉求由哪个部门先行处理，不决定诉求是否受理及处理结果。',
    'measures-fit': '进入模型前掩去身份信息，建议由人工确认，全过程留痕，可复核。',
    groups: '使用方言或外语、表述很短的来电人，其诉求的建议可能较不准确。',
    'when-wrong': '派错时承办部门退单，由派单员改派；退单与改派计入质量监测。',
    'without-it': '由派单员对照职责清单人工派单，系统停用时即如此办理。',
    'ethics-review': '',
  },
}

/** What the product can say of classification. */
export const classifyProposal: RegisterProposal = {
  ...common,
  summary: '根据诉求的文字，提出其所属事项分类，便于工作人员查找和统计。',
  benefit: '减少人工选择分类的时间，使统计口径一致。',
  proportionality: '可以由人工逐件选择分类；算法只给出建议，工作人员可随时更改。',
  humanIntervention: '工作人员查看建议的分类并自行决定，分类不影响诉求是否受理。',
  method: '字符片段与词的线性分类模型，经温度校准给出把握；把握低于阈值时不给出建议。',
  sourceData: '诉求的标题和正文；姓名、电话、证件号等在进入模型前掩去。',
  trainingData: '本市已办结工单的文字与最终分类。',
  risks: '可能分错类，影响统计和查找：由工作人员更正，更正后的分类用于再训练。',
  category: 'other',
  leak: 2,
  harm: 1,
  impact: {
    'lawful-necessary': '为办理来电人主动提出的诉求而处理，仅限分类所需的内容。',
    'effect-on-rights': '不影响诉求的受理和办理结果。',
    'measures-fit': '进入模型前掩去身份信息，全过程留痕。',
    groups: '表述很短或使用外语的诉求，分类可能较不准确。',
    'when-wrong': '工作人员更正分类即可。',
    'without-it': '由工作人员人工选择分类。',
    'ethics-review': '',
  },
}
