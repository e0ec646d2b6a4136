import { expect } from 'chai';
import fc from 'fast-check';
import type { Choice } from '../../../../src/core/thread/message.js';
import { commandIn, isTakenBack, matchChoice, plain } from '../../../../src/core/thread/turn/words.js';
import { realContent } from '../../../support/content.js';

const offered = (...labels: string[]): Choice[] => labels.map((label, index) => ({ id: `k${index}`, label }));
const match = (text: string, ...labels: string[]): string | null =>
  matchChoice(offered(...labels), text)?.label ?? null;

describe('a command', () => {
  const known: [string, string[]][] = [
    ['stop', ['stop', 'STOP', 'Stop!', ' stoppen. ', 'afmelden', 'unsubscribe', 'opt-out']],
    ['start', ['start', 'Starten', 'begin', 'aanmelden']],
    ['help', ['help', 'hulp?', 'Info', 'menu']],
    ['language', ['taal', 'Language', 'andere taal']],
    ['someone_else', ['iemand anders', 'Someone else', 'vertrouwenspersoon']],
    ['skip', ['overslaan', 'sla over', 'skip', 'volgende', 'Next']],
  ];
  for (const [command, texts] of known) {
    it(`${command} is known in Dutch and English, with capitals and marks`, () => {
      expect(texts.map(commandIn)).to.deep.equal(texts.map(() => command));
    });
  }

  const inOthers: [string, string[]][] = [
    ['stop', ['Stop', 'wypisz mnie', 'СТОП', 'відписатися']],
    ['start', ['Zacznij!', 'dalej', 'старт', 'Далі']],
    ['help', ['pomoc', 'Допомога?']],
    ['language', ['język', 'jezyk', 'inny język', 'мова', 'Інша мова']],
    ['someone_else', ['ktoś inny', 'Ktos inny', 'хтось інший', 'довірена особа']],
    ['skip', ['pomiń', 'Pomin', 'пропустити', 'наступне']],
    ['later', ['później', 'pozniej', 'nie teraz', 'пізніше', 'не зараз']],
    ['ill', ['choroba', 'jestem chora', 'jestem chory', 'хворію', 'я хвора', 'захворів']],
    ['absent', ['nie było mnie', 'nie bylo mnie', 'Moja nieobecność', 'мене не було']],
    ['move', ['inny dzień', 'przełóż', 'przeloz', 'інший день', 'перенести']],
    ['plan', ['plan', 'mój plan', 'план', 'Мій план']],
    ['catch_up', ['nadrobić', 'надолужити']],
    ['progress', ['moje postępy', 'мій прогрес']],
    [
      'call_me',
      ['zadzwoń do mnie', 'Chcę z kimś porozmawiać.', 'зателефонуйте мені', 'хочу з кимось поговорити'],
    ],
    ['data', ['moje dane', 'мої дані']],
    ['erase', ['usuń moje odpowiedzi', 'usun moje odpowiedzi', 'видалити мої відповіді']],
  ];
  for (const [command, texts] of inOthers) {
    it(`${command} is known in Polish and Ukrainian, with and without marks on the letters`, () => {
      expect(texts.map(commandIn)).to.deep.equal(texts.map(() => command));
    });
  }

  const inTurkishAndArabic: [string, string[]][] = [
    ['stop', ['Dur!', 'DURDUR', 'توقف', 'إيقاف', 'ايقاف']],
    ['start', ['başla', 'Basla', 'devam', 'بدء', 'متابعة', 'متابعه']],
    ['help', ['yardım', 'yardim', 'YARDIM', 'مساعدة', 'مساعده؟']],
    ['language', ['dil', 'başka dil', 'لغة', 'لغة أخرى', 'لغه اخرى']],
    ['someone_else', ['başka biri', 'Baska biri', 'شخص آخر', 'شخص اخر']],
    ['skip', ['atla', 'sonraki soru', 'تخطي', 'تخطى']],
    ['later', ['sonra', 'şimdi değil', 'لاحقاً', 'لاحقا']],
    ['ill', ['hastayım', 'hastaydim', 'مرضت', 'أنا مريضة', 'انا مريض']],
    ['absent', ['orada değildim', 'orada degildim', 'لم أكن هناك', 'لم اكن هناك']],
    ['move', ['başka gün', 'Başka bir gün', 'يوم آخر', 'يوم اخر']],
    ['plan', ['plan', 'planım', 'خطة', 'خطه']],
    ['catch_up', ['telafi', 'تعويض']],
    ['progress', ['ilerlemem', 'تقدمي']],
    ['call_me', ['beni ara', 'Biriyle konuşmak istiyorum.', 'أريد مكالمة', 'اريد التحدث مع شخص']],
    ['data', ['bilgilerim', 'بياناتي']],
    ['erase', ['cevaplarımı sil', 'cevaplarimi sil', 'حذف إجاباتي', 'حذف اجاباتي']],
  ];
  for (const [command, texts] of inTurkishAndArabic) {
    it(`${command} is known in Turkish and Arabic, as it is typed on a Dutch keyboard and in haste`, () => {
      expect(texts.map(commandIn)).to.deep.equal(texts.map(() => command));
    });
  }

  it('is not an ordinary answer in Turkish or Arabic', () => {
    const answers = [
      ...[
        'evet',
        'hayır',
        'iyi',
        'iyiyim',
        'hasta',
        'hiçbir şey',
        'bilmiyorum',
        'başka biri bana yardım etti',
      ],
      ...['نعم', 'لا', 'بخير', 'مريض', 'لا شيء', 'لا أعرف', 'ساعدني شخص آخر', 'كلموني بصوت عال'],
    ];
    expect(answers.map(commandIn)).to.deep.equal(answers.map(() => null));
  });

  it('is not an ordinary answer in Polish or Ukrainian', () => {
    const answers = [
      ...['tak', 'nie', 'dobrze', 'potem', 'nic', 'nie wiem', 'jestem w pracy', 'pomogłem innej osobie'],
      ...['так', 'ні', 'добре', 'потім', 'нічого', 'не знаю', 'я на роботі', 'хтось інший мив посуд'],
    ];
    expect(answers.map(commandIn)).to.deep.equal(answers.map(() => null));
  });

  it('is only the whole message, never a word inside a sentence', () => {
    const sentences = [
      'stop daarmee zei mijn baas',
      'ik wil stoppen',
      'help mij',
      'ik hielp iemand anders',
      '',
    ];
    expect(sentences.map(commandIn)).to.deep.equal(sentences.map(() => null));
  });

  it('is not looked for in long texts, whatever they come down to', () => {
    expect(commandIn(`stop${'!'.repeat(36)}`)).to.equal('stop');
    expect(commandIn(`stop${'!'.repeat(37)}`)).to.equal(null);
  });
});

describe('the words that the help names', () => {
  it('are commands, in every language that students can choose', async () => {
    const { content } = await realContent();
    for (const [language, texts] of content.texts) {
      const lines = ['help.woorden', 'help.meer'].flatMap((key) =>
        (texts.get(key) ?? '').split('\n• ').slice(1),
      );
      const unknown = lines.filter((line) => {
        const words = line.replace(/:.*$/u, '').split(' ');
        return !words.some((_, index) => commandIn(words.slice(0, index + 1).join(' ')) !== null);
      });
      expect(unknown, language).to.deep.equal([]);
      expect(lines.length, language).to.equal(20);
    }
  });
});

describe('the button with which somebody does not want to chat', () => {
  it('says "stop", in every language, also after its question', async () => {
    const { content } = await realContent();
    for (const [language, texts] of content.texts)
      expect(commandIn(texts.get('kennismaking.knop.praten') ?? ''), language).to.equal('stop');
  });
});

describe('words that take a worry back', () => {
  it('are known in every language, also within a short message', () => {
    const said = [
      'grapje hoor',
      'just kidding',
      'to żart',
      'Żartowałam xd',
      'це був жарт',
      'забудь про це',
      'Şaka yaptım ya',
      'boş ver',
      'كنت أمزح معك',
      'مزحه',
    ];
    expect(said.map(isTakenBack)).to.deep.equal(said.map(() => true));
  });

  it('are not what people say of an ordinary day', () => {
    const said = [
      'zapomniałem rękawiczek',
      'ważne było mycie rąk',
      'я забула рукавички',
      'важливо мити руки',
      'bana hep şaka yapıyorlar',
      'eldivenlerimi unuttum',
      'نسيت قفازاتي',
    ];
    expect(said.map(isTakenBack)).to.deep.equal(said.map(() => false));
  });
});

describe('typed words that mean a choice', () => {
  it('are its label, in capitals or not, without its emoji and marks', () => {
    expect(match('goed', '🙂 Goed', '🙁 Slecht')).to.equal('🙂 Goed');
    expect(match('GOED!!', '🙂 Goed', '🙁 Slecht')).to.equal('🙂 Goed');
    expect(match('cafe', 'Café', 'Thuis')).to.equal('Café');
    expect(match('zle', '🙂 Dobrze', '🙁 Źle')).to.equal('🙁 Źle');
    expect(match('zlosc', 'Złość', 'Smutek')).to.equal('Złość');
  });

  it('are its number', () => {
    expect(match('2', 'Ja', 'Nee')).to.equal('Nee');
    expect(match(' 2. ', 'Ja', 'Nee')).to.equal('Nee');
    expect(['0', '3', '99999999999999999999'].map((text) => match(text, 'Ja', 'Nee'))).to.deep.equal([
      null, null, null,
    ]); // prettier-ignore
  });

  it('are the number of an assignment, not its place in the list', () => {
    const list = ['4. Kassa', '7. Vakken vullen', '12. Klanten helpen'];
    expect(match('7', ...list)).to.equal('7. Vakken vullen');
    expect(match('12', ...list)).to.equal('12. Klanten helpen');
    expect(match('07', ...list)).to.equal('7. Vakken vullen');
    expect(match('1', ...list)).to.equal(null);
    expect(match('kassa', ...list)).to.equal('4. Kassa');
  });

  it('are a beginning that only one choice has', () => {
    expect(match('gaat', '🙂 Goed', '😐 Gaat wel')).to.equal('😐 Gaat wel');
    expect(match('met', 'Met hulp', 'Met veel hulp')).to.equal(null);
    expect(match('j', 'Ja', 'Nee')).to.equal(null);
  });

  it('are a word in the middle, or the label with more behind it', () => {
    expect(match('hulp', 'Nog moeilijk', 'Met hulp', 'Zelf')).to.equal('Met hulp');
    expect(match('nee hoor, liever niet', 'Ja', 'Nee')).to.equal('Nee');
  });

  it('are no “no” in Arabic where لا begins a sentence', () => {
    expect(match('لا', 'نعم', 'لا', 'شخص آخر')).to.equal('لا');
    expect(match('لا أعرف', 'نعم', 'لا', 'شخص آخر')).to.equal(null);
    expect(match('نعم من فضلك', 'نعم', 'لا', 'شخص آخر')).to.equal('نعم');
    expect(match('بخير الحمد لله', '🙂 بخير', '😐 عادي', '🙁 لست بخير')).to.equal('🙂 بخير');
  });

  it('are not the good mood in Turkish where “iyi değilim” was typed', () => {
    const moods = ['🙂 İyiyim', '😐 İdare eder', '🙁 Pek iyi değilim'];
    expect(match('iyi değilim', ...moods)).to.equal('🙁 Pek iyi değilim');
    expect(match('iyi', ...moods)).to.equal('🙂 İyiyim');
  });

  it('mean nothing where two choices fit, or none', () => {
    expect(match('chat', 'Hier, in de chat', 'Een andere chat')).to.equal(null);
    expect(match('misschien', 'Ja', 'Nee')).to.equal(null);
    expect(match('jammer', 'Ja', 'Nee')).to.equal(null);
    expect(match('', 'Ja', 'Nee')).to.equal(null);
    expect(match('goed')).to.equal(null);
  });
});

describe('plain words', () => {
  it('have small letters, no marks, and single spaces', () => {
    expect(plain('  Ça   va?! 🙂 ')).to.equal('ca va');
    expect(plain('شكراً')).to.equal('شكرا');
    expect(plain('YARDIM İSTE ısı')).to.equal('yardim iste isi');
    expect(plain('مســاعدة أخرى')).to.equal('مساعده اخري');
  });

  it('are the same with and without letters that are not typed everywhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(plain(`${text} ł`).replace(/ ?l$/, '')).to.equal(plain(text));
      }),
    );
  });
});
