"""Django's settings. What an office may change comes from the environment (docs/reference/settings.md)."""

from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from nhipcau.config.env import env_bool, env_list, env_path, env_str

PACKAGE = Path(__file__).resolve().parent.parent
#: Thư mục giữ cơ sở dữ liệu, tệp tải lên và khóa của nơi này; chỉ chủ của nó vào được.
#: The folder of this installation: database, uploaded files, secrets; only its owner enters it.
HOME = env_path("NHIPCAU_HOME", Path("var"))

#: Khóa bí mật để ký phiên làm việc; `nhipcau up` tự tạo trong tệp `secret-key`.
#: The secret that signs sessions; `nhipcau up` makes one in the file `secret-key`.
SECRET_KEY = env_str("NHIPCAU_SECRET_KEY")
#: Hiện chi tiết lỗi trên trang; chỉ để phát triển.
#: Shows the details of a fault on the page; for development only.
DEBUG = env_bool("NHIPCAU_DEBUG", default=False)
#: Các tên máy mà trang trả lời, cách nhau bằng dấu phẩy.
#: The host names the site answers to, separated by commas.
ALLOWED_HOSTS = env_list("NHIPCAU_HOSTS", "127.0.0.1,localhost,[::1]")
#: Các địa chỉ (có https://) được gửi biểu mẫu khi đứng sau máy chủ khác.
#: The addresses (with https://) that may send forms when another server stands in front.
CSRF_TRUSTED_ORIGINS = env_list("NHIPCAU_ORIGINS", "")
#: Bật khi trang chạy qua HTTPS: cookie chỉ đi qua đường mã hóa.
#: On when the site is served by HTTPS: cookies then travel encrypted only.
HTTPS = env_bool("NHIPCAU_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

INSTALLED_APPS = [
    "nhipcau.desk",
    "nhipcau.portal",
    "nhipcau.editorial",
    "nhipcau.letterbox",
    "nhipcau.productions",
    "nhipcau.channels",
    "nhipcau.newsroom",
    "nhipcau.drafting",
    "nhipcau.exchange",
    "nhipcau.reporting",
    "nhipcau.activities",
    "nhipcau.bodies",
    "nhipcau.briefings",
    "nhipcau.oversight",
    "nhipcau.practices",
    "nhipcau.programmes",
    "nhipcau.registry",
    "nhipcau.indicators",
    "nhipcau.units",
    "nhipcau.shell",
    "nhipcau.audit",
    "nhipcau.config",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Above everything that asks who it is: public pages are the same for all.
    "nhipcau.portal.counting.CountingMiddleware",
    "nhipcau.portal.keeping.KeepingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nhipcau.config.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "nhipcau.units.reach.ReadOnceMiddleware",
    "nhipcau.reporting.unreachable.UnreachableMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "nhipcau.config.urls"
WSGI_APPLICATION = "nhipcau.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

#: Địa chỉ cơ sở dữ liệu, ví dụ `postgres://ten:mat-khau@may-chu/nhipcau`; cần cài thêm `nhipcau[postgres]`.
#: The address of the database, e.g. `postgres://name:password@host/nhipcau`; needs `nhipcau[postgres]`.
DATABASES = {"default": dj_database_url.parse(env_str("DATABASE_URL", f"sqlite:///{HOME}/nhipcau.sqlite3"))}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A power cut must not lose an answered request; writers queue instead of failing on upgrade of a lock.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # the server may have gone away meanwhile
# A connection costs as much as a small page: each thread keeps its own.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "units.User"
AUTHENTICATION_BACKENDS = ["nhipcau.units.backend.MembershipBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
# What scripts say: Wagtail hands them no other catalogue than its own and this one.
LOCALE_PATHS = [PACKAGE / "config" / "locale_scripts"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["nhipcau.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# Uploaded files are never served by their address alone: each room hands out its own through `access`.
MEDIA_ROOT = HOME / "files"
MEDIA_URL = "/files/"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# A long plan proposes hundreds of tasks on one page, each with several fields; over the limit all of it is lost.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

#: Máy chủ gửi thư (SMTP); để trống thì thư được ghi thành tệp trong `mail` của thư mục dữ liệu.
#: The mail server (SMTP); left empty, mail is written to files in `mail` of the data folder.
EMAIL_HOST = env_str("NHIPCAU_SMTP_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
#: Cổng của máy chủ gửi thư.
#: The port of the mail server.
EMAIL_PORT = int(env_str("NHIPCAU_SMTP_PORT", "587"))
#: Tên đăng nhập máy chủ gửi thư.
#: The name to sign in to the mail server with.
EMAIL_HOST_USER = env_str("NHIPCAU_SMTP_USER", "")
#: Mật khẩu của máy chủ gửi thư.
#: The password for the mail server.
EMAIL_HOST_PASSWORD = env_str("NHIPCAU_SMTP_PASSWORD", "")
#: Mã hóa đường truyền tới máy chủ gửi thư (STARTTLS).
#: Encrypt the way to the mail server (STARTTLS).
EMAIL_USE_TLS = env_bool("NHIPCAU_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 20
#: Địa chỉ gửi thư.
#: The address mail is sent from.
DEFAULT_FROM_EMAIL = env_str("NHIPCAU_MAIL_FROM", "nhipcau@localhost")

#: Nơi cộng số liệu: duckdb, hoặc máy chủ Spark như spark://may-chu:7077 (`manage check --deploy` thử nối).
#: Where figures are added up: duckdb, or a Spark master like spark://host:7077 (tried by `manage check --deploy`).
ROLLUP_ENGINE = env_str("ROLLUP_ENGINE", "duckdb")

#: Ngày nghỉ thêm ngoài lịch nghỉ lễ có sẵn (hoán đổi, Tết theo quyết định từng năm): 2027-02-05,2027-02-11.
#: Days off beside the public holidays known (bridges, Tết as decided each year): 2027-02-05,2027-02-11.
HOLIDAYS = env_list("NHIPCAU_HOLIDAYS", "")

#: Thư mục mà trục liên thông đặt gói tin edXML đến; để trống thì không nhận gói tin nào.
#: The folder into which the exchange axis puts edXML packets; left empty, none is taken in.
EDXML_IN = env_str("NHIPCAU_EDXML_IN", "")
#: Thư mục đặt gói tin edXML và trạng thái để trục gửi đi; để trống thì không gửi gì.
#: The folder into which edXML packets and states are put for the axis to send; left empty, nothing goes out.
EDXML_OUT = env_str("NHIPCAU_EDXML_OUT", "")
#: Thứ tự phần tử trong gói tin gửi đi: A (như thư viện của trục) hoặc D.
#: The order of elements in packets that go out: A (as the axis's own library) or D.
EDXML_ORDER = env_str("NHIPCAU_EDXML_ORDER", "A")

# Reading a scan may take an hour: it has a queue, and in `nhipcau up` a worker, of its own.
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "reading"]},
}

# How often a web process writes down which public pages were read; None for never by itself.
VIEWS_WRITTEN_EVERY_S: int | None = 20

# How many letters may come from one place within an hour, and how many seconds a person needs at least for the form.
LETTERS_AN_HOUR = 10
LETTER_FORM_LEAST_S = 3

WAGTAIL_SITE_NAME = "Nhịp Cầu"
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
#: Địa chỉ đầy đủ của trang, dùng trong thư và nguồn cấp tin.
#: The full address of the site, used in mail and feeds.
WAGTAILADMIN_BASE_URL = env_str("NHIPCAU_ADDRESS", "http://127.0.0.1:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# No call to anybody else's server.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "nhipcau.config.sign_in.SignInForm"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
