import { TbVolume } from 'react-icons/tb'
import { useTranslation } from 'react-i18next'
import { useSound } from '../../sounds/sound-settings.ts'
import { playTone, TONE_NAMES } from '../../sounds/tones.ts'
import { Button } from '../../ui/Button.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'

/** The quietest that can be chosen: silence is the switch above. */
const QUIETEST = 0.1

/** Whether this desk is heard, how loud, and how each outcome sounds. */
export function SoundSettings() {
  const { t } = useTranslation()
  const { isOn, volume, turn, setVolume } = useSound()
  return (
    <section className="screen__part">
      <h3 className="screen__title">{t('screen.sounds')}</h3>
      <Switch isOn={isOn} onChange={turn}>
        {t('screen.soundOn')}
      </Switch>
      <Slider
        label={t('screen.volume')}
        value={volume}
        min={QUIETEST}
        isDisabled={!isOn}
        onChange={setVolume}
        onEnd={() => playTone('granted')}
      />
      <div className="screen__tones" role="group" aria-label={t('screen.hear')}>
        {TONE_NAMES.map((tone) => (
          <Button key={tone} kind="small" isDisabled={!isOn} onPress={() => playTone(tone)}>
            <span className="screen__tone">
              <TbVolume className="ui-icon" aria-hidden="true" />
              {t(`screen.tones.${tone}`)}
            </span>
          </Button>
        ))}
      </div>
    </section>
  )
}
