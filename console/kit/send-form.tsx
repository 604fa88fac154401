import { Button, Drawer } from 'antd'
import { type ReactNode, type RefObject, useRef } from 'react'
import { useWords } from './language.ts'
import { ProblemNotice } from './notices.tsx'
import { Keys } from './shortcut.tsx'
import { isDialogOpen, useKeys } from './use-keys.ts'

interface Props {
  /** Key of what sending is called. */
  verb: string
  send(): void
  pending: boolean
  /** Why it was refused; what was filled in is kept. */
  error: unknown
  /** Beneath the refusal. */
  hint?: ReactNode
  /** Nothing to be sent. */
  disabled?: boolean
  /** Beside the button. */
  beside?: ReactNode
  ref?: RefObject<HTMLFormElement | null>
  children: ReactNode
}

const dialog = '[role=dialog]'

// A form of the page leaves the key to the drawer over it, and that to the question over the drawer.
function isInFront(form: HTMLFormElement | null): boolean {
  const own = form?.closest(dialog) ?? null
  const focused = document.activeElement?.closest(dialog)
  return focused ? focused === own : own !== null || !isDialogOpen()
}

/** A form that is sent by its button and by mod+enter, wherever the focus is, and says why it was refused. */
export function SendForm({
  verb,
  send,
  pending,
  error,
  hint,
  disabled = false,
  beside,
  ref,
  children,
}: Props) {
  const { t } = useWords()
  const inner = useRef<HTMLFormElement>(null)
  const form = ref ?? inner
  useKeys([{ keys: 'mod+enter', label: verb, run: send, when: () => isInFront(form.current) }], true)
  return (
    <form
      ref={form}
      noValidate
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      {children}
      {Boolean(error) && <ProblemNotice error={error} kept />}
      {Boolean(error) && hint}
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={disabled} loading={pending}>
          {t(verb)} <Keys of="mod+enter" />
        </Button>
        {beside}
      </div>
    </form>
  )
}

interface DrawerProps {
  title: string
  size?: number
  /** A field takes the focus when it appears; else the drawer does. */
  focusInside?: boolean
  onClose(): void
  children: ReactNode
}

/** A form beside the page: a click next to it does not close it. */
export function FormDrawer({ title, size = 460, focusInside = false, onClose, children }: DrawerProps) {
  return (
    <Drawer
      open
      size={size}
      mask={{ closable: false }}
      autoFocus={!focusInside}
      title={title}
      onClose={onClose}
    >
      {children}
    </Drawer>
  )
}
