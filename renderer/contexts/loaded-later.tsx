import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from './WebSocketContext.tsx'
import { loadLaterTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'

interface Closable {
  onClose: () => void
}

export interface ScreenProps extends Closable {
  /** What stands in the address where the screen's own address has a name after a colon. */
  params: Readonly<Record<string, string | undefined>>
}

type Content<Props> = (props: Props) => ReactNode

/** Loads what is no part of what a desk loads first, with the texts of such. */
export async function loadWithTexts<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const [loaded] = await Promise.all([load(), loadLaterTexts()])
  return loaded
}

/**
 * A screen whose code is no part of what a desk loads first. Once it is there it is drawn at once. Where it could not be had, since
 * the hub was away, it says so: React's own `lazy` would throw instead, and end the page with it.
 */
export function loadedLater<Props extends Closable = ScreenProps>(
  load: () => Promise<Content<Props>>,
): { Content: Content<Props>; load: () => Promise<void> } {
  let loaded: Content<Props> | null = null
  const loadOnce = async (): Promise<Content<Props>> => (loaded ??= await loadWithTexts(load))
  function LoadedLater(props: Props) {
    const [Loaded, setLoaded] = useState<Content<Props> | null>(() => loaded)
    useEffect(() => {
      loadOnce().then(
        (content) => setLoaded(() => content),
        () => setLoaded(() => NotLoaded),
      )
    }, [])
    return Loaded && <Loaded {...props} />
  }
  return {
    Content: LoadedLater,
    load: async () => {
      await loadOnce()
    },
  }
}

/** A browser asks no second time for a file that it could not have: only a page that is loaded again does, where the hub is there. */
function NotLoaded({ onClose }: Closable) {
  const { t } = useTranslation()
  const isLive = useConnection('phase') === 'live'
  const close = (): void => {
    onClose()
    if (isLive) window.location.reload()
  }
  return (
    <Dialog title={t('product')} closeLabel={t('close')} onClose={close}>
      <p className="ui-error">{t('refused.unreachable')}</p>
    </Dialog>
  )
}
