import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TEXT_SIZES, useTextSize } from '../../ui/text-size.ts'
import { THEMES, useTheme } from '../../ui/theme.ts'
import { LanguageChoice } from './LanguageChoice.tsx'
import { SoundSettings } from './SoundSettings.tsx'
import './screen.css'

/** All that belongs to this screen and not to the gym: how it looks, how it sounds, what members see. */
export function ScreenSheet({ more, onClose }: { more: ReactNode; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('screen.title')} closeLabel={t('close')} onClose={onClose}>
      <section className="screen__part">
        <h3 className="screen__title">{t('screen.language')}</h3>
        <LanguageChoice />
        <p className="screen__kept">{t('screen.languageKept')}</p>
      </section>
      <ThemeChoice />
      <TextSizeChoice />
      <SoundSettings />
      {more}
      <p className="screen__kept">{t('screen.kept')}</p>
    </Dialog>
  )
}

function ThemeChoice() {
  const { t } = useTranslation()
  const { theme, choose } = useTheme()
  return (
    <section className="screen__part">
      <h3 className="screen__title">{t('screen.theme')}</h3>
      <Choice
        label={t('screen.theme')}
        value={theme}
        options={THEMES.map((value) => ({ value, label: t(`screen.themes.${value}`) }))}
        onChange={choose}
      />
    </section>
  )
}

function TextSizeChoice() {
  const { t } = useTranslation()
  const { textSize, choose } = useTextSize()
  return (
    <section className="screen__part">
      <h3 className="screen__title">{t('screen.textSize')}</h3>
      <Choice
        label={t('screen.textSize')}
        value={textSize}
        options={TEXT_SIZES.map((value) => ({ value, label: t(`screen.textSizes.${value}`) }))}
        onChange={choose}
      />
    </section>
  )
}
