/**
 * What attacks are made of, whatever their words: a role, its malice, freedom from rules, orders never to refuse. One line a
 * concept, its words as `normalise` leaves them. The classifier sees concepts and pairs of them besides plain character
 * sequences, because of a template family that it never saw it knows the parts and not the wording.
 */
export const concepts: Readonly<Record<string, string>> = {
  role: "扮演|充当|饰演|假装|假扮|模仿|化身|的身份|的角色|的口吻|的视角|的口气|角色扮演|你就是|你现在是|你是一|你将成为|你叫|你的名字|设定为|设定自己|想象你是|假设你是|人设|act as|acting as|pretend|roleplay|role-play|role play|you are now|you're now|simulate|impersonate|persona|play the|take on the|in the role|respond as|speak as|imagine you|your name is|you will be|character",
  malice:
    '反派|邪恶|恶棍|坏人|黑客|罪犯|小丑|恶魔|魔鬼|杀手|黑帮|骗子|狡猾|狡诈|傲慢|尖酸|刻薄|粗鲁|粗俗|冷酷|冷血|残忍|残酷|疯狂|极端|偏执|叛逆|挑衅|讽刺|嘲笑|嘲讽|侮辱|贬低|仇恨|恶毒|毒舌|自大|狂妄|自负|阴险|暴躁|愤怒|冒犯|咆哮|攻击性|种族主义|教父|毒枭|海盗|恶意|蔑视|鄙视|愤世嫉俗|不屑|看不起|无情|冷嘲热讽|歹毒|粗话|脏话|辱骂|evil|villain|ruthless|rude|toxic|hateful|amoral|immoral|nonmoral|unethical|malicious|insult|offensive|offend|arrogant|racist|sadistic|sarcastic|devil|gangster|swear|curse|profan|vulgar|deviant|nsfw|hitler|troll|sexist|bigot|slur|disgusting|obscene|explicit|erotic|lewd|fuck|shit|hate',
  unbound:
    "不受任何|不受道德|不受法律|没有限制|没有任何限制|任何限制|无限制|不受限制|无所不能|毫无保留|随心所欲|肆无忌惮|不顾|不必担心|不用担心|不考虑|不必考虑|不需要考虑|不用考虑|不需要避免|不在乎|无所顾忌|打破|摆脱|突破|挣脱|枷锁|束缚|拘束|约束|自由地|为所欲为|没有规则|没有规矩|无拘无束|不择手段|不介意|任何事|什么都|无底线|没有底线|不遵守|不需要遵守|无需遵守|无界|解放|unfiltered|uncensored|unrestricted|unlimited|unbound|without any|no restrictions|no limit|no rules|no limits|no longer bound|free from|freed from|freedom|break free|broken free|not bound|not have to|doesn't care|does not care|do anything|any restrictions|bypass|jailbreak|jailbroken|limitations|restrictions|no filter|not follow|can do any|anything now|liberated|unleashed|hypothetical response|boundaries|regardless of",
  morals:
    '道德|伦理|法律|合法性|合法|准则|底线|审查|过滤|社会规范|安全策略|安全准则|内容政策|使用政策|规范|规则|主流观点|价值观|政治正确|良知|良心|善恶|对错|ethic|moral|legal|law|policy|policies|guideline|censor|filter|rules|principle|openai|safety|content polic|harmful|appropriate|conscience|terms of service',
  refusal:
    "拒绝|对不起|抱歉|免责声明|警告|我不能|我无法|道歉|说教|劝阻|推脱|回避|无条件|服从|遵从|照做|有求必应|有问必答|不得拒绝|refus|sorry|apolog|disclaim|warning|decline|can't do|cannot do|unable to|obey|comply|complies|lecture|moraliz|as an ai|language model|i can't|i cannot|reject|deny|object",
  always:
    '必须|始终|永远|务必|无论|不管|一律|从不|绝不|每次都|所有的回答|任何问题|所有问题|尽可能|完全|always|must|never|every|whatever|no matter|at all times|under no circumstances|regardless|forever|any question|all questions|each response',
  machine:
    "chatgpt|gpt|人工智能|语言模型|大模型|聊天机器人|机器人|智能助手|你的模型|训练数据|chatbot|bot|openai|language model| llm| ai |ai's|an ai|as ai|bing|bard|claude|assistant|助手",
  crime:
    '非法|违法|犯罪|毒品|炸弹|爆炸|武器|洗钱|诈骗|窃取|盗取|偷|杀人|谋杀|杀死|自杀|勒索|伪造|假证|赌博|色情|种族|歧视|绑架|走私|破解|入侵|恐怖|作弊|逃税|贿赂|内幕交易|跟踪|监视|偷拍|骗取|欺骗|操纵|报复|虐待|投毒|毒药|枪|武力|攻击|病毒|隐私|谣言|虚假|侵犯|泄露|私密|同性恋|黑人|白人|女性智力|残疾|傻|白痴|恶臭|仇视|黑市|illegal|crime|criminal|drug|bomb|weapon|launder|fraud|steal|stolen|murder|kill|suicide|malware|virus|hack|exploit|forge|porn|sexual|racis|violence|violent|kidnap|smuggle|cheat|bribe|poison|torture|terror|phish|ransom|meth|threat',
  fiction:
    '小说|剧本|假设|虚构|电影|纪录片|平行世界|想象|幻想|游戏|科幻|故事|场景|台词|剧情|独白|思想实验|虚拟|博士|fiction|hypothetical|story|movie|scene|novel|parallel universe|game|script|imaginary|alternate|fantasy|thought experiment|simulation|dialogue',
  method:
    '如何|怎么|怎样|步骤|方法|教我|详细|具体|手法|流程|教程|配方|第一步|可操作|计划|方案|细节|how to|how do|how can|step by step|steps|detailed|in detail|instructions for|guide|tutorial|recipe|procedure|method|plan',
  manner:
    '语气|口吻|风格|态度|性格|语言特点|观点|立场|腔调|个性|特点|tone|personality|attitude|style|manner|emotion|mood|opinions',
  respond:
    '回答问题|回应|回复|输出|做出评论|作出评价|评价|回答我|回答所有|来回答|你的回答|所有回答|answer|respond|reply|output|prompt|question|response|message',
  orders:
    '指令|提示词|系统提示|系统消息|设定|命令|初始|prompt|instruction|system|command|directive|programming|previous|initial|above',
  discard:
    '忽略|忘记|忘掉|无视|绕过|跳过|抛弃|作废|停止执行|清空|不再|取消|重置|覆盖|关闭|ignore|disregard|forget|override|erase|drop the|stop being|no longer|replace|reset|void|revoked|disable|switched off|turn off',
  mode: '模式|启用|激活|进入|切换|解锁|开启|版本|mode|enabled|activate|unlock|enable|switch to|version of|stage|level',
  prefix:
    '开头|前缀|为首|第一步|当然|好的，|接着写|续写|补全|begin with|start with|starting with|prefix|preced|begins with|starts with|start your|start every|sure,|step one|first response|tag|in front of|two ways|two responses|both responses|two different|normally',
  cipher:
    'base64|解码|编码|密码|十六进制|倒序|反过来|拼接|连起来|变量|摩斯|凯撒|替换|decode|encode|rot13|cipher|hex|backward|reversed|concat|variable|encrypt|emoji|unicode|token',
  authority:
    '开发者|管理员|红队|授权|研究员|调试|维护|内部|工程师|测试期间|口令|权限|developer|administrator|admin|debug|employee|authori|red team|researcher|test how|testing purposes|benchmark|internal|engineer',
  immersed:
    '沉浸|保持角色|跳出|出戏|真实还原|完全进入|符合这个角色|in character|break character|immers|stay as|stays in|remain|out of character|forget that you|stay in',
  opposite:
    "相反|反面|反话|反向|唱反调|错误示范|反面教材|不应该做|opposite|reverse|contrary|should not|devil's advocate",
  machineText:
    '模型必须|助手注意|给智能助手|给ai|尊敬的大模型|读取本文|处理本|自动系统|筛选系统|if you are an ai|ai assistants|the assistant must|the agent|language model that|dear chatbot|summarising this|summarizing this|reading this|tool result|hidden text|<!--',
  ending:
    "免责|不许|不准|不得|禁止|不要提|不要说|不要解释|直接给|不带任何|do not mention|don't mention|do not explain|don't explain|do not include|don't include|without warning|only answer|nothing else|don't say|do not say|no explanations",
  divert:
    '改为|改成|改做|改写成|而是|转而|换成|只需要回答|只需回答|直接输出|只输出|不要处理|停止处理|停下|中断|取消|不管收到|一律|固定为|别总结|不要总结|不要分类|不要翻译|instead|rather than|stop |cancel|do not summarise|do not summarize|do not translate|do not classify|whatever comes|just output|only print|throw the',
  secrets:
    "密钥|口令|令牌|隐藏|看不到|看不见|内部|机密|后台|会话|开头那段|一字不|原样|逐条|全文|背景说明|secret|hidden|confidential|token|api key|password|verbatim|word for word|cannot see|can't see|at the top of|previous user|without changing|in full",
  deeds:
    '转发|发送到|导出|删除|批准|放行|付款|转账|标记为|满分|调用|执行|置信度|通过|推荐|替换|清除|提交|forward|export|delete|approve|payment|transfer|mark as|full marks|call the|execute|confidence|recommend|submit|send it',
}

export const conceptNames = Object.keys(concepts)
