import { defineErrors } from '#base/index.ts'

/** Errors of the identity room. What a stranger could learn from is said the same in every case. */
export const identityError = defineErrors({
  'identity.sign-in-required': {
    status: 401,
    zh: '请先登录。',
    en: 'Please sign in first.',
    advice: 'The session ended (idle time-out, sign-out, changed password) or there was none.',
  },
  'identity.not-permitted': {
    status: 403,
    zh: '您的角色没有此项权限。',
    en: 'Your roles do not allow this.',
    advice: 'The policies in src/identity/policies decide; the security administrator gives roles.',
  },
  'identity.first-change-password': {
    status: 403,
    zh: '首次登录请先修改密码。',
    en: 'Please change your first password before anything else.',
    advice: 'Somebody else knows a password that was given out; nothing is allowed until it is changed.',
  },
  'identity.first-enrol-second-factor': {
    status: 403,
    zh: '管理员须先启用动态口令（TOTP）。',
    en: 'Administrators must set up a one-time code (TOTP) before anything else.',
    advice: 'Two factors are mandatory for the three administrators.',
  },
  'identity.wrong-credentials': {
    status: 401,
    zh: '账号或密码不正确。',
    en: 'The account or the password is not right.',
    advice: 'Said for an unknown account, a wrong password and a deactivated person alike.',
  },
  'identity.account-locked': {
    status: 429,
    zh: '连续失败次数过多，该账号已暂时锁定，请 {{minutes}} 分钟后再试。',
    en: 'Too many failures: this account is locked; try again in {{minutes}} minutes.',
    advice: 'Five wrong passwords close an account for 15 minutes; resetting the password opens it.',
  },
  'identity.wrong-code': {
    status: 401,
    zh: '动态口令不正确、已使用或已过期。',
    en: 'The one-time code is not right, was used already or has expired.',
    advice: 'Codes follow the clock: compare the time of the server with that of the phone.',
  },
  'identity.second-factor-enrolled': {
    status: 409,
    zh: '动态口令已启用；更换请联系安全管理员重置。',
    en: 'A one-time code is set up already; ask the security administrator to reset it.',
    advice: 'DELETE /api/people/:personId/second-factor, then the person enrols again.',
  },
  'identity.single-sign-on-failed': {
    status: 502,
    zh: '统一身份认证暂不可用，请改用账号密码登录。',
    en: 'Single sign-on is not available; please sign in with account and password.',
    advice: 'CHENGSHU_OIDC_ISSUER could not be reached or its discovery document is incomplete.',
  },
  'identity.single-sign-on-refused': {
    status: 403,
    zh: '统一身份认证的账号在本系统没有对应的有效人员。',
    en: 'The account of single sign-on belongs to no active person here.',
    advice:
      'The provider’s preferred_username must be the account of an active person; nobody is registered by signing in.',
  },
  'identity.administrator-needs-password': {
    status: 403,
    zh: '管理员须用密码和动态口令登录。',
    en: 'Administrators sign in with password and one-time code.',
    advice: 'Single sign-on would go round the second factor that we can check.',
  },
  'identity.token-not-valid': {
    status: 401,
    zh: '令牌无效、已过期或已撤销。',
    en: 'The token is not valid, has expired or was revoked.',
    advice: 'Make a new one with `npx chengshu token create --person ACCOUNT`.',
  },
  'identity.token-action-refused': {
    status: 403,
    zh: '令牌不能包含这些权限：{{actions}}。',
    en: 'A token cannot have these actions: {{actions}}.',
    advice: 'A token gets at most what its person may do, never what manages people or tokens.',
  },
  'identity.password-refused': {
    status: 400,
    zh: '密码不符合要求：至少 12 个字符、至多 128 个，不能是常见密码、过于单一，也不能包含账号。',
    en: 'The password is refused: 12 to 128 characters, not a common one, not a few repeated ones, without the account.',
    advice: 'The field `fault` says which rule it broke.',
  },
  'identity.password-unchanged': {
    status: 400,
    zh: '新密码不能与原密码相同。',
    en: 'The new password must differ from the present one.',
    advice: 'A first password is known to whoever gave it out.',
  },
  'identity.invalid-account': {
    status: 400,
    zh: '账号须为 2–64 个小写字母、汉字或数字，可含 . _ -。',
    en: 'An account has 2 to 64 lower-case letters or digits, with . _ - between them.',
    advice: 'Accounts are compared in lower case and Unicode form NFKC.',
  },
  'identity.account-taken': {
    status: 409,
    zh: '该账号已存在。',
    en: 'This account exists already.',
    advice: 'Accounts are never given to a second person: records name them.',
  },
  'identity.unknown-person': {
    status: 404,
    zh: '没有此人员。',
    en: 'There is no such person.',
    advice: 'List people with `npx chengshu user list`.',
  },
  'identity.unknown-place': {
    status: 400,
    zh: '部门或区域不存在：{{ids}}。',
    en: 'No such department or region: {{ids}}.',
    advice: 'Use ids of the city as it is now.',
  },
  'identity.unknown-token': {
    status: 404,
    zh: '没有此令牌，或它不属于您。',
    en: 'There is no such token, or it is not yours.',
    advice: 'The security administrator may revoke anybody’s.',
  },
  'identity.roles-conflict': {
    status: 409,
    zh: '系统、安全、审计管理员须由不同的人担任且不得兼任其他角色；网格员不得兼任部门经办人或负责人。',
    en: 'System, security and audit administrator are different people and take no other role; a grid member is no handler or lead.',
    advice:
      'The three administrators check one another; a grid member sees by place, a department by department.',
  },
  'identity.own-roles': {
    status: 403,
    zh: '不能修改自己的角色和权限，请由另一位安全管理员办理。',
    en: 'Nobody changes the own roles; another security administrator does.',
    advice: 'With only one security administrator left use `npx chengshu user` on the server.',
  },
  'identity.stale-person': {
    status: 409,
    zh: '此人员已被他人修改，请刷新后再改。您的修改没有保存。',
    en: 'Somebody changed this person meanwhile; reload and change again. Nothing was saved.',
    advice: 'The version sent is not the present one.',
  },
  'identity.foreign-origin': {
    status: 403,
    zh: '请从本系统的登录页面操作。',
    en: 'Please use the sign-in page of this system.',
    advice:
      'The request came from another site. Behind a proxy keep the Host header or set CHENGSHU_PUBLIC_URL.',
  },
  'identity.broken-secret': {
    status: 500,
    zh: '登录密钥文件 {{file}} 无法使用。',
    en: 'The sign-in secret {{file}} cannot be used.',
    advice:
      'It must be a file of ours, readable by the owner alone. Deleting it signs everybody out and makes enrolled second factors unreadable.',
  },
})
