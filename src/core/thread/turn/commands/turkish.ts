import type { CommandWords } from './command.js';

/** Turkish. The dotless ı counts as i, so that words typed on a Dutch keyboard are known as well. `hasta` alone is also a patient. */
export const turkish: CommandWords = {
  commands: {
    stop: ['dur', 'durdur', 'mesajları durdur', 'mesaj istemiyorum', 'abonelikten çık', 'sohbet istemiyorum'],
    start: ['başla', 'başlat', 'yeniden başla', 'devam', 'devam et'],
    help: ['yardım', 'menü'],
    more_help: ['daha fazla yardım'],
    language: ['dil', 'başka dil', 'dil değiştir'],
    someone_else: ['başka biri', 'başka birisi', 'başka bir kişi', 'güven kişisi'],
    skip: ['atla', 'soruyu atla', 'bu soruyu atla', 'sonraki', 'sonraki soru'],
    correct: [
      ...['düzelt', 'cevabımı düzelt', 'cevabı düzelt', 'cevabımı değiştir', 'cevabı değiştir'],
      ...['yanlış yazdım', 'önceki soru'],
    ],
    explain: [
      ...['açıkla', 'soruyu açıkla', 'anlamadım', 'soruyu anlamadım', 'bu soruyu anlamadım'],
      ...['ne demek', 'ne demek istiyorsun', 'daha kolay'],
    ],
    later: ['sonra', 'daha sonra', 'şimdi değil'],
    ill: ['hastayım', 'ben hastayım', 'hastaydım', 'hastalandım'],
    absent: ['orada değildim', 'ben orada değildim', 'yoktum', 'ben yoktum', 'o gün yoktum'],
    move: ['başka gün', 'başka bir gün', 'günü değiştir'],
    plan: ['plan', 'planım', 'sıradaki görev', 'sonraki görev'],
    catch_up: ['telafi', 'telafi et'],
    progress: ['ilerlemem', 'benim ilerlemem', 'ne kadar ilerledim'],
    short: [...['az zamanım var', 'zamanım az', 'zamanım yok', 'vaktim yok'], ...['vaktim az', 'kısa']],
    goal: ['hedef', 'hedefim', 'hedef seç'],
    list: ['listem', 'benim listem', 'sorularım'],
    who: [
      ...['sen kimsin', 'kimsin', 'insan mısın', 'sen insan mısın'],
      ...['robot musun', 'sen robot musun'],
    ],
    example: ['başkaları nasıl yaptı', 'başkası nasıl yaptı', 'başkaları'],
    unshare: ['paylaşma', 'paylaşmak istemiyorum', 'artık paylaşma'],
    call_me: [
      ...['beni ara', 'beni arayın', 'beni arar mısın', 'beni arar mısınız', 'aranmak istiyorum'],
      ...['biriyle konuşmak istiyorum', 'birisiyle konuşmak istiyorum', 'konuşmak istiyorum'],
    ],
    data: ['bilgilerim', 'benim bilgilerim', 'verilerim', 'hakkımda ne biliyorsun'],
    erase: [
      ...['cevaplarımı sil', 'cevaplarımı silin', 'bilgilerimi sil', 'verilerimi sil'],
      ...['her şeyi sil', 'yazdıklarımı sil'],
    ],
  },
  takingBack: [
    ...['şakaydı', 'şaka yaptım', 'şaka yapıyorum', 'boş ver', 'boşver', 'unut gitsin', 'unut bunu'],
    ...['ciddi değildim', 'öyle demek istemedim'],
  ],
  goingOn: ['ve', 'ama', 'çünkü', 'sonra da', 'ondan sonra', 'ayrıca', 'bir de', 'mesela', 'yani'],
  meant: ['demek istediğim', 'şunu demek istedim'],
};
