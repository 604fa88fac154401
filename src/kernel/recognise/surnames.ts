/** Family names by how common they are (Ministry of Public Security, 2020), the first hundred and three hundred more. */
export const surnames: ReadonlySet<string> = new Set(
  `王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎闫薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤
常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜
冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相
初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由陕虎税`
    .replace(/\s/g, '')
    .split(''),
)

/** Family names of two characters. */
export const longSurnames: ReadonlySet<string> = new Set(
  '欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 长孙 宇文 轩辕 独孤 南宫 申屠 闻人 澹台 公羊 太史 钟离 呼延 西门 百里 拓跋 耶律 完颜 纳兰 赫连 爱新觉罗'.split(
    ' ',
  ),
)

/** Family names that hardly ever stand as a word of their own: what follows them is a name. */
export const sureSurnames: ReadonlySet<string> = new Set(
  '王李张刘陈杨赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘董袁余叶蒋杜苏魏吕沈姚卢傅崔谭廖范汪陆戴贾韦邱邹孟秦阎闫薛尹黎贺顾郝龚邵覃汤樊葛邢庞颜倪聂翟殷詹俞阮柯裴霍涂翁冉骆靳鲍祁蒲滕牟缪褚娄窦戚岑瞿佟臧闵邬卞栾隋寇甄虞巩佘邝鞠胥谌奚冼蔺郜阚芮邰茹嵇昝黄董程丁姜熊陶钱严庄耿焦柳祝舒柴喻钟侯岳凌卓麦'.split(
    '',
  ),
)

/** Family names that are well known and stand as words too: a name in the list begins with one, loose characters need more. */
export const usualSurnames: ReadonlySet<string> = new Set(
  '高马田任石夏方金江史龙毛万莫孔常温康施文牛安齐易乔伍章鲁关兰左甘包符纪梅童毕季路游辛欧管华房艾尤阳穆司古吉简车项白雷段武谷蓝鞠臧戚成时苗单解农党连宫费席边'.split(
    '',
  ),
)
