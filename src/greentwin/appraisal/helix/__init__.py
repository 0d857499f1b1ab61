"""What documents say of pilots on five dimensions and of five helices: presence, absence, or silence.

No score is made of it. :mod:`~greentwin.appraisal.helix.presence` reads the coded tables, the modules on figures,
tables, wording and findings say it in English and Chinese.

References
----------
Carayannis E. G., Barth T. D. and Campbell D. F. J. (2012): The Quintuple Helix innovation model: global warming as a
challenge and driver for innovation. Journal of Innovation and Entrepreneurship 1, 2.
https://doi.org/10.1186/2192-5372-1-2
"""
