import type { VocabularyWord } from './vocabulary.contract.ts'

const rules = '《网络信息内容生态治理规定》（国家互联网信息办公室令第5号）第六条'

/** Words that name an act in a law or a report name it to forbid, to punish or to warn of it. */
const spokenAbout = [
  '刑法',
  '条例',
  '规定',
  '犯罪',
  '打击',
  '举报',
  '投诉',
  '查处',
  '严禁',
  '禁止',
  '不得',
  '防范',
  '依法',
  '处罚',
  '违法',
  '反诈',
  '警惕',
  '治理',
]

interface Item {
  item: string
  category: string
  action: VocabularyWord['action']
  words: readonly string[]
}

/**
 * The kinds of unlawful information of article 6, each with a few words by which it is said openly. The kinds are the
 * regulation's; the words are our own. A list of insults is not shipped: it would be a licence and a list of insults at once.
 * A city brings its own.
 */
const items: readonly Item[] = [
  {
    item: '第（一）项',
    category: '反对宪法基本原则',
    action: 'mark',
    words: ['废除宪法', '推翻宪法', '反对宪法', '推翻社会主义制度'],
  },
  {
    item: '第（二）项',
    category: '危害国家安全和统一',
    action: 'refuse',
    words: ['颠覆国家政权', '分裂国家', '出卖国家秘密', '刺探国家秘密', '窃取国家秘密', '破坏国家统一'],
  },
  {
    item: '第（三）项',
    category: '损害国家荣誉和利益',
    action: 'mark',
    words: ['侮辱国旗', '侮辱国徽', '侮辱国歌', '焚烧国旗', '损害国家荣誉'],
  },
  {
    item: '第（四）项',
    category: '侵害英雄烈士',
    action: 'mark',
    words: ['丑化英雄烈士', '侮辱英雄烈士', '诽谤英雄烈士', '诋毁烈士', '否定烈士事迹'],
  },
  {
    item: '第（五）项',
    category: '恐怖主义和极端主义',
    action: 'refuse',
    words: [
      '实施恐怖活动',
      '加入恐怖组织',
      '宣扬恐怖主义',
      '宣扬极端主义',
      '自制炸弹',
      '自制炸药',
      '制作爆炸物',
    ],
  },
  {
    item: '第（六）项',
    category: '民族仇恨和歧视',
    action: 'refuse',
    words: ['煽动民族仇恨', '煽动民族歧视', '破坏民族团结', '种族清洗', '劣等民族'],
  },
  {
    item: '第（七）项',
    category: '邪教和封建迷信',
    action: 'mark',
    words: ['宣扬邪教', '加入邪教', '发展邪教成员', '大师改命', '转运法事', '驱鬼作法'],
  },
  {
    item: '第（八）项',
    category: '谣言',
    action: 'mark',
    words: ['散布谣言', '编造虚假疫情', '编造虚假灾情', '编造虚假警情', '编造虚假险情', '内部消息速转'],
  },
  {
    item: '第（九）项',
    category: '淫秽色情、赌博、暴力和教唆犯罪',
    action: 'drop',
    words: [
      '淫秽视频',
      '色情网站',
      '色情直播',
      '裸聊',
      '招嫖',
      '上门特殊服务',
      '网络赌博',
      '赌博网站',
      '博彩平台',
      '稳赚不赔',
      '代孕套餐',
      '出售枪支',
      '枪支弹药出售',
      '出售毒品',
      '贩卖冰毒',
      '迷药购买',
      '教你犯罪',
    ],
  },
  {
    item: '第（十）项',
    category: '侮辱诽谤和侵害隐私',
    action: 'mark',
    words: ['人肉搜索', '开盒', '查人开房', '出售个人信息', '偷拍视频'],
  },
  {
    item: '第（十一）项',
    category: '法律法规禁止的其他内容',
    action: 'mark',
    words: [
      '代开发票',
      '办假证',
      '刻假公章',
      '出售银行卡',
      '收购银行卡',
      '套现洗钱',
      '考试包过',
      '替考',
      '代写论文',
    ],
  },
]

/** The list that comes with the product: small, sourced row by row, and in force until a city puts its own in. */
export const shippedWords: readonly VocabularyWord[] = items.flatMap(({ item, category, action, words }) =>
  words.map(word => ({
    word,
    category,
    action,
    overridable: action !== 'refuse',
    onlyWith: [],
    notWith: spokenAbout.filter(one => !word.includes(one)),
    source: `${rules}${item}`,
  })),
)

/** Phrases inside which no word of the list counts. */
export const shippedAllowed: readonly string[] = [
  '颠覆国家政权罪',
  '煽动颠覆国家政权罪',
  '分裂国家罪',
  '煽动分裂国家罪',
  '反分裂国家法',
  '煽动民族仇恨、民族歧视罪',
  '宣扬恐怖主义、极端主义罪',
  '反对宪法所确定的基本原则',
]
