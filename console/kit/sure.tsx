import { Popconfirm, type PopconfirmProps } from 'antd'
import { type ReactNode, useId } from 'react'

interface Props {
  /** What would happen, and whether that is meant. */
  title: string
  /** What the act is called. */
  yes: string
  onYes(): void
  placement?: PopconfirmProps['placement']
  /** The button that asks. */
  children: ReactNode
}

/** Asks once more before what cannot be taken back: from the keyboard, too, with "no" first; Escape is "no". */
export function Sure({ title, yes, onYes, placement, children }: Props) {
  const id = useId()
  const no = `${id}-no`
  return (
    <Popconfirm
      title={title}
      okText={yes}
      okButtonProps={{ danger: true }}
      cancelButtonProps={{ id: no }}
      styles={{ container: { maxWidth: 'min(340px, calc(100vw - 32px))' } }}
      {...(placement ? { placement } : {})}
      // It stands at the end of the page, where nobody finds it with Tab.
      afterOpenChange={open => open && document.getElementById(no)?.focus()}
      onConfirm={onYes}
    >
      {children}
    </Popconfirm>
  )
}
