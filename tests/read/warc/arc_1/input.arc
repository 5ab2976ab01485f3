filedesc://c.arc 0.0.0.0 20160504100000 text/plain 69
1 0 Somebody
URL IP-address Archive-date Content-type Archive-length

http://news.example/a b 10.0.0.1 20160504100001 text/html 419
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<!DOCTYPE html><html lang="en"><head><title>Lawyer Asan Berik freed</title></head><body><article><h1>Lawyer Asan Berik freed</h1>
<p>Lawyer Asan Berik was freed in Oral on 4 May 2016 after a court heard the complaint against the police.</p>
<p>The lawyer had been held for nine days. Colleagues waited outside the gate with flowers.</p></article></body></html>
dns:news.example 10.0.0.1 20160504100001 text/dns 45
20160504100001
news.example. 60 IN A 10.0.0.1
