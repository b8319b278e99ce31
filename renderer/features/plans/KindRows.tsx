import { useEffect, useRef, type RefObject } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { KindOfPlan } from '../../../server/protocol/plans.ts'
import { planLine } from '../../contexts/plan-words.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'

/** What members have that the catalogue has not, each a plan with one key. */
export function KindRows({ kinds }: { kinds: readonly KindOfPlan[] }) {
  const wording = useWording()
  const { t, language } = wording
  const { isGoing, error, add } = useAdd()
  const list = useFocusAfterAdding(kinds)
  return (
    <section className="plans__kinds">
      <h3 className="plans__heading">{t('plans.kinds.title')}</h3>
      <p className="ui-field__hint">{t('plans.kinds.hint')}</p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <ul ref={list}>
        {kinds.map((kind) => {
          const count = t('plans.kinds.members', { count: kind.members })
          return (
            <li key={kind.name} className="plans__kind">
              <div>
                <p className="plans__kind-name" dir="auto">
                  {kind.name}
                </p>
                <p className="ui-field__hint">{formatRow([count, planLine(kind, wording)], language)}</p>
              </div>
              <Button
                kind="small"
                label={t('plans.kinds.addName', { name: kind.name })}
                isDisabled={isGoing}
                onPress={() => add(kind)}
              >
                {t('plans.kinds.add')}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The row whose button was pressed is gone: the next one has the focus, so that one key after the other adds them all. */
function useFocusAfterAdding(kinds: readonly KindOfPlan[]): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const { activeElement } = document
    const isLost = activeElement === document.body || activeElement?.getAttribute('role') === 'dialog'
    if (isLost) list.current?.querySelector('button')?.focus()
  }, [kinds])
  return list
}

/** Asked again after an answer that was lost, it is the same plan. */
function useAdd() {
  const hub = useHub()
  const { t } = useWording()
  const ids = useRef(new Map<string, string>())
  const { isGoing, error, run } = useOperation({ request_conflict: t('plans.overtaken') })
  const add = ({ name, duration, visits, hours, locations, grace_days, price_cents }: KindOfPlan): void =>
    run(async () => {
      const id = ids.current.get(name) ?? uuidv7()
      ids.current.set(name, id)
      await hub.call('plans.add', {
        ...{ id, name, duration, visits, hours, locations, grace_days, price_cents },
      })
    })
  return { isGoing, error, add }
}
