// Words and runs that people build passwords from, as public studies of leaked passwords show them; compared in lower case
// with the whole password and with what is left of it without digits and signs at its ends.
const text = `
password passwort passw0rd p@ssw0rd p@ssword pass password1234 passwordpassword letmein letmeinplease welcome welcometo
admin administrator adminadmin administrator1 root rootroot toor guest user username login changeme changeit default
secret topsecret master system sysadmin superuser test testtest testing demo demodemo temp temporary
qwerty qwertyuiop qwertyuiop12 qwertyuiop123 qwertyuiopasdf qwerty123456 qwertyqwerty asdfgh asdfghjkl asdfghjkl123
zxcvbn zxcvbnm zxcvbnm12345 qazwsx qazwsxedc qazwsxedcrfv 1qaz2wsx3edc 1q2w3e4r5t6y 1q2w3e4r5t6y7u qweasdzxc qweasdzxc123
1qaz2wsx3edc4rfv zaq12wsx zaq1zaq1zaq1 abcdefgh abcdefghijkl abcdefghijklmn abcabcabcabc abcd1234abcd a1b2c3d4e5f6
123456789012 1234567890123 1234567891234 123456789123 012345678901 0123456789012 098765432109 987654321098 0987654321098
123123123123 123321123321 112233445566 111222333444 121212121212 131313131313 520520520520 147258369147 147258369000
iloveyou iloveyouforever woaini woaini1314 woaini520 woaini1314520 5201314 wo5201314 aini1314 wangyut2 taobao
zhongguo woaizhongguo beijing shanghai guangzhou shenzhen tianjin chongqing chengdu hangzhou chengshu qinglan
12345hotline hotline12345 government zhengfu shizhengfu rexian12345 shimin12345 gongan dashuju zhihuichengshi
monkey dragon football baseball basketball superman batman sunshine princess shadow michael jordan charlie starwars
trustno1 whatever freedom computer internet security samsung huawei xiaomi tencent alibaba google microsoft windows
correcthorsebatterystaple thisismypassword mypassword mypasswordis yourpassword nopassword newpassword oldpassword
`

export const commonPasswords: ReadonlySet<string> = new Set(text.split(/\s+/).filter(word => word !== ''))
