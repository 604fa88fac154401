import { UserOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { useSession } from '#console/kit/session.ts'
import { ChangePassword } from './change-password.tsx'
import { useSignOut } from './sign-in.ts'

/** Who is signed in, as what; password and the way out. */
export function PersonMenu() {
  const { t } = useWords()
  const session = useSession()
  const names = useCityNames()
  const signOut = useSignOut()
  const [changing, setChanging] = useState(false)
  const roles = session.roles.map(role => t(`shell:role.${role}`)).join(' · ')
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'who',
              disabled: true,
              label: (
                <div className="small">
                  <div>{session.account}</div>
                  <div>{roles}</div>
                  {session.departmentId && <div>{names.department(session.departmentId)}</div>}
                </div>
              ),
            },
            { type: 'divider' },
            { key: 'account', label: <Link to="/account">{t('shell:account')}</Link> },
            { key: 'password', label: t('shell:password.title'), onClick: () => setChanging(true) },
            { key: 'out', label: t('shell:sign-out'), onClick: () => signOut.mutate() },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={`${session.name ?? ''} ${roles}`}>
          <span className="top-wide">{session.name}</span>
        </Button>
      </Dropdown>
      <Modal
        open={changing}
        onCancel={() => setChanging(false)}
        footer={null}
        title={t('shell:password.title')}
        destroyOnHidden
      >
        <ChangePassword onDone={() => setChanging(false)} />
      </Modal>
    </>
  )
}
