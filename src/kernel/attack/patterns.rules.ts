/** One rule: a way of speaking to a model that no honest message needs. */
interface AttackRule {
  /** Stable word, shown as `rule:<name>`. */
  name: string
  pattern: RegExp
}

// Written for texts as `normalise` makes them: small letters, simplified characters. Every gap is bounded, so that a long
// text costs no more than its length.
const rules: readonly AttackRule[] = [
  {
    name: 'override',
    pattern:
      /(?:忽略|无视|忘记|忘掉|抛弃|抛开|不要?理会|不用理会|不必理会|绕过|跳过|覆盖|废除|违背|不再遵守|不要?遵守|不用遵守|别管|丢掉|丢弃|清空|清除|作废|推翻|停止执行|停止遵守)[^。！？\n]{0,10}(?:之前|以前|以上|上面|上述|前面|先前|此前|前述|原有|原来|原先|所有|一切|全部|任何|系统|预设|内置|初始|最初|开发者|你的|你收到|给你|官方)[^。！？\n]{0,8}(?:指令|指示|提示词|系统提示|系统消息|人设|设定|预设|安全准则|安全策略|安全限制|安全规则|安全规范|内容政策|内容策略|使用政策|护栏|prompt|训练内容)/,
  },
  {
    name: 'override',
    pattern:
      /\b(?:ignore|disregard|forget|overrid(?:e|ing)|bypass|discard|neglect|dismiss|erase|drop|abandon|stop following|do not follow|don'?t follow|no longer follow)(?:\s+(?:all|any|every|everything|the|your|of|these|those|my|about|such|from|each|content|safety|in)){0,4}\s+(?:previous|previously|prior|above|earlier|preceding|past|former|original|initial|existing|current|system|safety|openai|content|default|built-?in|developer|moderation)\s+(?:\w{1,20}\s+){0,3}(?:instruct|prompt|rule|direct|guideline|command|program|context|order|polic|training|filter|restriction|constraint|conversation|setting|protocol|safeguard)/,
  },
  {
    name: 'override',
    pattern:
      /\b(?:ignore|disregard|forget)\s+(?:all\s+|any\s+|everything\s+)?(?:of\s+)?(?:the\s+|your\s+)?(?:instructions|directives|guidelines|programming|everything)\s+(?:you|that|given|i gave|above|before|from|to your|prior|stated)/,
  },
  {
    // Without spaces, as it reads when the letters stood one by one.
    name: 'override',
    pattern:
      /(?:ignore|disregard|forget|bypass)(?:all|any|the|your|of|my|these){0,4}(?:previous|prior|above|earlier|system)(?:instruction|prompt|rule|guideline|message|direction)|(?:reveal|print|show|repeat|output|leak)(?:me|all|the|your|full|whole){0,4}systemprompt/,
  },
  {
    name: 'leak',
    pattern:
      /(?:输出|打印|显示|透露|泄露|复述|重复|逐字|告诉我|说出|展示|给我看|公开|贴出|列出|翻译|总结|背诵|写出)[^。！？\n]{0,12}(?:你的|系统|初始|隐藏|内部|最初|开发者|上面的|以上的?|之前的)[^。！？\n]{0,6}(?:提示词|提示语|系统提示|系统消息|系统指令|初始指令|指令全文|prompt|设定原文|开场指令|隐藏指令)/,
  },
  {
    name: 'leak',
    pattern:
      /\b(?:reveal|print|output|show|repeat|display|leak|disclose|dump|recite|expose|quote|echo|tell me|give me|write (?:out|down)|what (?:is|are|was|were))\s+(?:\w{1,20}\s+){0,4}(?:your|the|hidden|initial|original|secret|above)\s+(?:\w{1,20}\s+){0,2}(?:system prompt|system message|prompt(?: text)?|initial instructions|hidden instructions|secret instructions|original instructions|developer message|instructions (?:verbatim|word for word|above))/,
  },
  {
    name: 'leak',
    pattern:
      /(?:重复|复述|背诵|打印|粘贴|导出|输出|列出)[^。！？\n]{0,8}(?:你上面|你之前|你收到|你被告知|你被给|给你|对话开头)[^。！？\n]{0,10}(?:全部|所有|一切|每一条|完整)[^。！？\n]{0,6}(?:指令|规则|提示|内容|设定)/,
  },
  {
    name: 'encoded-order',
    pattern:
      /(?:解码|解密|还原|译码|base64|rot13|十六进制)[^。！？\n]{0,16}(?:然后|之后|后|并|再)[^。！？\n]{0,8}(?:执行|照做|按照里面|按里面|遵照|服从|当作指令|当成指令)/,
  },
  {
    name: 'encoded-order',
    pattern:
      /\b(?:decode|decrypt|decipher|unscramble)\b[^.\n]{0,60}\b(?:follow|execute|obey|carry out|do what|act on|comply|perform)\b/,
  },
  {
    name: 'unrestricted',
    pattern:
      /(?:没有|不受|无视|不遵守|不需要?遵守|不需要去遵守|不必遵守|不用遵守|不遵循|摆脱|打破|脱离|解除|不被|毫无|无需遵守|无须遵守|不考虑|不用考虑|无需考虑|不需要考虑|抛开|不在乎)[^。！？\n]{0,12}(?:道德|伦理|法律界限|法律限制|内容政策|内容过滤|审查|过滤器|安全限制|安全过滤|安全策略|安全机制|openai|ai的限制|ai限制|模型限制|合法性)[^。！？\n]{0,12}(?:限制|约束|束缚|准则|规则|规范|界限|政策|过滤|原则|考虑|标准|审核|框架|拘束|回答|机制|策略)/,
  },
  {
    name: 'unrestricted',
    pattern:
      /\b(?:un(?:filtered|censored|restricted|shackled|ethical)|amoral|jailbr(?:eak|oken)\w*|no (?:\w{1,20}\s+){0,2}(?:restrictions|limits|limitations|filters?|censorship|morals|ethics|boundaries|guidelines|rules)|without (?:any )?(?:restrictions|limits|limitations|filters?|censorship|morals?|ethic\w*|moral\w*))\b[^\n]{0,80}\b(?:ai|bot|chatbot|chatgpt|gpt|model|assistant|persona|character|version|mode|response|answer|reply|llm)/,
  },
  {
    name: 'unrestricted',
    pattern:
      /\b(?:ai|bot|chatbot|chatgpt|gpt|model|assistant|persona|character|version|mode|you)\b[^\n]{0,60}\b(?:unfiltered|uncensored|unrestricted|unshackled|amoral|jailbr(?:eak|oken)\w*|(?:no|not have any|any|bound by any|of all|from all) (?:\w{1,20}\s+){0,2}(?:restrictions|limitations|censorship|morals|ethics|ethical|moral|filters))/,
  },
  {
    name: 'persona',
    pattern:
      /\b(?:do anything now|dan mode|\bdan\b(?=[^\n]{0,80}(?:anything|jailbreak|rules|act|pretend))|stan mode|evil ?bot|developer mode (?:output|v\d)|jailbreak mode|god mode enabled|aim stands for|always intelligent and machiavellian|opposite mode|chaosgpt|freegpt|betterdan|maximum mode)/,
  },
  {
    name: 'persona',
    pattern:
      /(?:dan模式|do anything now|(?:进入|开启|启用|激活|切换到|切换成)[^。！？\n]{0,6}(?:越狱模式|无限制模式|上帝模式|dan|无审查模式)|越狱(?:版|成功|的ai|助手)|现在可以做任何事情)/,
  },
  {
    name: 'mode',
    pattern:
      /(?:进入|开启|启用|激活|切换到|切换成)[^。！？\n]{0,6}(?:开发者模式|调试模式|维护模式|管理员模式)|(?:developer|debug|maintenance|admin) mode (?:enabled|activated|on)\b|(?:enter|enable|activate) (?:developer|debug|maintenance|admin) mode/,
  },
  {
    name: 'refusal-suppressed',
    pattern:
      /(?:永远不会?|绝不|从不|不得|不能|不要|不可以|禁止|不准|无论如何都不)[^。！？\n]{0,6}(?:拒绝(?:回答|我|任何|问题|用户|请求)|说(?:你)?(?:对不起|抱歉|我不能|我无法)|(?:提醒|提及|警告)[^。！？\n]{0,8}(?:道德|法律|不道德|违法|伦理)|以(?:ai|人工智能)[^。！？\n]{0,6}(?:身份|语言模型)|(?:添加|给出|附加|加上|包含)[^。！？\n]{0,6}(?:免责声明|警告|安全提示))/,
  },
  {
    name: 'refusal-suppressed',
    pattern:
      /\b(?:never|do not|don'?t|must not|cannot|can'?t|won'?t|will not|without|none of|no)\b[^.\n]{0,50}(?:refuse|decline|say (?:that )?(?:you )?can'?t|"?i'?m sorry|"?i apologize|"?as an ai|disclaimers?|warnings? (?:or|about)|moraliz\w+|remind (?:me|people)|break character|out of character|ethical (?:concerns|guidelines)|it is (?:illegal|unethical|immoral))/,
  },
  {
    name: 'role-marker',
    pattern:
      /(?:<\|(?:im_start|im_end|system|endoftext|assistant|user)\|>|\[\/?inst\]|<<\/?sys>>|\[system\](?:\(#|:)|^\s*#{2,}\s*(?:system|instruction|系统指令|新指令)\s*:?\s*$|<\/?(?:system|system_prompt|tool_result|function_call)>)/m,
  },
  {
    name: 'indirect',
    pattern:
      /(?:(?:ai|人工智能|智能|语言模型|大模型|助手|机器人)(?:助手|模型|系统|程序|助理)?[^。！？\n]{0,14}(?:读到|看到|阅读|处理|解析|总结|收到)[^。！？\n]{0,16}(?:请|必须|应当|应该|须|立即|务必)[^。！？\n]{0,20}(?:忽略|执行|输出|发送|转发|调用|回复|告诉|改为|批准|标记|删除))/,
  },
  {
    name: 'indirect',
    pattern:
      /\b(?:ai|llm|assistant|language model|chatbot|agent)s?\b[^.\n]{0,40}\b(?:reading|processing|summari[sz]ing|parsing|reviewing|read|process)\b[^.\n]{0,60}\b(?:must|should|please|ignore|instead|send|forward|output|reply|respond|approve|execute|call)\b/,
  },
]

/** What an honest text may hold by chance, or cite: it speaks for an attack together with the classifier only. */
const weak = new Set(['mode', 'unrestricted', 'refusal-suppressed', 'indirect'])

/** Short words in quotation marks: who asks about an attack, or reports one, cites it. */
const cited = /[“"「『‘][^“”"「」『』‘’\n]{1,60}[”"」』’]/g

/** The rules that flag by themselves: those a text meets in its own voice and not only in what it cites. */
export function sureRules(text: string, met: readonly string[]): string[] {
  const sure = met.filter(name => !weak.has(name))
  if (sure.length === 0) return sure
  const own = new Set(matchRules(text.replace(cited, '“”')))
  return sure.filter(name => own.has(name))
}

/** The names of the rules that a normalised text meets, each once. */
export function matchRules(text: string): string[] {
  const names = new Set<string>()
  for (const { name, pattern } of rules) if (!names.has(name) && pattern.test(text)) names.add(name)
  return [...names]
}
