import { Button } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import type { Rectangle } from '#cases/attachments.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { drawn, middle, nudged } from './blur.rules.ts'
import './attachments.css'

interface Props {
  src: string
  alt: string
  hidden: Rectangle[]
  onChange(hidden: Rectangle[]): void
}

const share = (value: number) => `${value * 100}%`
const styleOf = ({ x, y, width, height }: Rectangle) => ({
  left: share(x),
  top: share(y),
  width: share(width),
  height: share(height),
})

/** Marks parts of a picture: drawn with mouse, pen or finger, or added by a button and moved with the arrow keys. */
export function BlurTool({ src, alt, hidden, onChange }: Props) {
  const { t } = useWords()
  const area = useRef<HTMLDivElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const [from, setFrom] = useState<{ x: number; y: number } | null>(null)
  const [present, setPresent] = useState<Rectangle | null>(null)
  const pointOf = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect()
    if (!box) return { x: 0, y: 0 }
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  const change = (at: number, one: Rectangle | null) =>
    onChange(
      one
        ? hidden.map((old, place) => (place === at ? one : old))
        : hidden.filter((_, place) => place !== at),
    )
  return (
    <div className="stack-tight">
      <div
        ref={area}
        className="blur-area"
        onPointerDown={event => {
          if ((event.target as HTMLElement).closest('button')) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setFrom(pointOf(event))
        }}
        onPointerMove={event => from && setPresent(drawn(from, pointOf(event)))}
        onPointerUp={event => {
          const one = from && drawn(from, pointOf(event))
          if (one) onChange([...hidden, one])
          setFrom(null)
          setPresent(null)
        }}
        onPointerCancel={() => {
          setFrom(null)
          setPresent(null)
        }}
      >
        <img src={src} alt={alt} draggable={false} />
        {present && <span className="blur-mark" style={styleOf(present)} />}
        {hidden.map((one, at) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name and are never sorted.
            key={at}
            type="button"
            className="blur-mark"
            style={styleOf(one)}
            aria-label={t('attachments:part', { number: at + 1 })}
            onKeyDown={event => {
              if (event.key === 'Delete' || event.key === 'Backspace') {
                add.current?.focus()
                return change(at, null)
              }
              const next = nudged(one, event.key, event.shiftKey)
              if (!next) return
              event.preventDefault()
              change(at, next)
            }}
          />
        ))}
      </div>
      <div className="row">
        <Button
          ref={add}
          size="small"
          onClick={() => {
            onChange([...hidden, middle])
            // To be moved at once with the arrow keys.
            requestAnimationFrame(() =>
              area.current?.querySelector<HTMLElement>('button:last-of-type')?.focus(),
            )
          }}
        >
          {t('attachments:add-part')}
        </Button>
        <Button size="small" disabled={hidden.length === 0} onClick={() => change(hidden.length - 1, null)}>
          {t('attachments:undo-part')}
        </Button>
      </div>
      <p className="quiet small">{t('attachments:part-keys')}</p>
    </div>
  )
}
