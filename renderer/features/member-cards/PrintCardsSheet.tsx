import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { ManyChoiceList } from '../../ui/ChoiceList.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { CardPaper, LAYOUTS, type Layout } from './CardPaper.tsx'
import { drawCards, type DrawnCard } from './draw-card.ts'
import './member-cards.css'

interface PrintCardsSheetProps {
  members: readonly { id: string; full_name: string }[]
  onClose: () => void
}

/** Prints membership cards of these members, or of some of them: on paper, or into a PDF where the system's printers have one. */
export function PrintCardsSheet({ members, onClose }: PrintCardsSheetProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [chosen, setChosen] = useState(() => members.map(({ id }) => id))
  const [layout, setLayout] = useState<Layout>(members.length > 1 ? 'ten' : 'one')
  const [hasPhotos, setHasPhotos] = useState(true)
  const [assign, setAssign] = useState(true)
  const [drawn, setDrawn] = useState<DrawnCard[] | null>(null)
  const choose = (memberIds: string[]): void => {
    setChosen(memberIds)
    setDrawn(null)
  }
  const chooseAssign = (isOn: boolean): void => {
    setAssign(isOn)
    setDrawn(null)
  }
  const make = (): void =>
    run(async () => {
      const { cards } = await hub.call('cards.print', { memberIds: chosen, assign })
      setDrawn(await drawCards(cards))
    })
  return (
    <Dialog title={t('cards.print.title')} closeLabel={t('close')} onClose={onClose}>
      {members.length > 1 && <Members members={members} chosen={chosen} onChange={choose} />}
      <Choice
        label={t('cards.print.layout')}
        value={layout}
        options={LAYOUTS.map((value) => ({ value, label: t(`cards.print.layouts.${value}`) }))}
        onChange={setLayout}
      />
      <Switch isOn={hasPhotos} onChange={setHasPhotos}>
        {t('cards.print.photos')}
      </Switch>
      <Switch isOn={assign} onChange={chooseAssign}>
        {t('cards.print.assign')}
      </Switch>
      {drawn !== null && <Readiness ready={drawn.length} without={chosen.length - drawn.length} />}
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button kind={drawn ? 'plain' : 'primary'} isDisabled={isGoing || chosen.length === 0} onPress={make}>
          {t('cards.print.make')}
        </Button>
        {drawn !== null && drawn.length > 0 && (
          <Button kind="primary" autoFocus onPress={() => window.print()}>
            {t('cards.print.doIt')}
          </Button>
        )}
      </div>
      {drawn !== null && <CardPaper cards={drawn} layout={layout} hasPhotos={hasPhotos} />}
    </Dialog>
  )
}

interface MembersProps {
  members: PrintCardsSheetProps['members']
  chosen: readonly string[]
  onChange: (memberIds: string[]) => void
}

function Members({ members, chosen, onChange }: MembersProps) {
  const { t } = useTranslation()
  return (
    <div className="print-cards__members">
      <ManyChoiceList
        label={t('cards.print.members')}
        values={chosen}
        options={members.map(({ id, full_name }) => ({ value: id, name: full_name, detail: '' }))}
        onChange={onChange}
      />
    </div>
  )
}

function Readiness({ ready, without }: { ready: number; without: number }) {
  const { t } = useTranslation()
  return (
    <p role="status">
      {t('cards.print.ready', { count: ready })}
      {without > 0 && ` ${t('cards.print.without', { count: without })}`}
    </p>
  )
}
