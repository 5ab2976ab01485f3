filedesc://c.arc 0.0.0.0 20160504100000 text/plain 200 - - 0 c.arc 115
2 0 Somebody
URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename Archive-length

http://news.example/a 10.0.0.1 20160504100001 text/html 200 - - 300 c.arc 419
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<!DOCTYPE html><html lang="en"><head><title>Lawyer Asan Berik freed</title></head><body><article><h1>Lawyer Asan Berik freed</h1>
<p>Lawyer Asan Berik was freed in Oral on 4 May 2016 after a court heard the complaint against the police.</p>
<p>The lawyer had been held for nine days. Colleagues waited outside the gate with flowers.</p></article></body></html>
